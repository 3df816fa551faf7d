/** The environment variable with the path of the file that says how many milliseconds n8n is ahead. */
export const CLOCK_FILE = 'HR_EVENTS_CLOCK';

/** n8n reads the file again after this time at the latest. */
export const READ_AGAIN_MS = 100;
