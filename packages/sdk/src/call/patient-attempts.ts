/** How often a call is tried where days of work may wait for it: some minutes of trouble are borne. */
export const patientAttempts = 20;
