import { app } from './app.js';
import { MachineStore } from './machines.js';

/** The machines that pages and displays show; a part of the program of its own, as the first page may do without. */
export const machines = new MachineStore(app.client);
