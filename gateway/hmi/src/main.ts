import { app } from './model/app.js';
import { follow } from './model/appearance.js';
import { watchUpgrades } from './model/upgrade.js';
import './ui/shell.js';

app.router.start();
app.resume();
watchUpgrades();
if (!app.isLoggedIn) void import('./ui/login.js');
await follow(app);
document.body.prepend(document.createElement('rm-app'));
