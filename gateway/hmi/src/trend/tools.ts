// What the trends page does besides drawing, fetched once the chart is there.
export { annotationsOf } from './annotation-query.js';
export { apply, documentOf, readDocument } from './document.js';
export { statisticsOf } from './statistics.js';
export { Layouts } from '../model/layouts.js';
import '../pages/tag-picker.js';
import './pen-table.js';
import './time-fields.js';
import './value-table.js';
