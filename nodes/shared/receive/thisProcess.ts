import { randomUUID } from 'crypto';

/**
 * Names this process of n8n among those that share its database. In queue mode, one process receives a
 * delivery and another one runs its execution.
 */
export const THIS_PROCESS = randomUUID();
