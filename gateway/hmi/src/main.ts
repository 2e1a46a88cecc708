import { app } from './model/app.js';
import { follow } from './model/appearance.js';
import './ui/shell.js';

app.router.start();
app.resume();
await follow(app);
document.body.prepend(document.createElement('rm-app'));
