/**
 * A part of PromQL over what the historian keeps and what the process counts, enough for dashboards and for Grafana's own data
 * source. What is not in that part is refused by name.
 */
package io.ringmain.gateway.prom;
