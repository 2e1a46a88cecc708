/**
 * Which of a tag's samples are kept: on change, periodically, or the ends of a swinging door. A function of the journal's
 * records alone; it knows no store.
 */
package io.ringmain.historian.recording;
