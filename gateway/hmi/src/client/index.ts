export { RingmainClient, type ClientListener, type ClientOptions, type Watch, type WatchHandler } from './client.js';
export { ApiError, Rest, randomId } from './rest.js';
export { isForced, qualityCode, qualityName, severityOf, type Severity } from './quality.js';
export { type Sight } from './sight.js';
export type * from './types.js';
