/** What is used of prom-client: where it is missing, the path of this file in the error says what to do. */

export { Counter, Gauge, Histogram, Registry } from 'prom-client';
