import './ui/shell.js';
import { app } from './model/app.js';
import { restoreTheme } from './model/theme.js';

restoreTheme();
app.router.start();
app.resume();
