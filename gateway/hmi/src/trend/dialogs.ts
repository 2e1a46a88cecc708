// What the trends page opens, fetched when the first of it is wanted.
import './axis-dialog.js';
import './export-dialog.js';
import './layout-dialog.js';
import './mark-dialog.js';
import './note-dialog.js';
