/*
 * The scopes an API credential of Personio needs.
 * https://developer.personio.de/reference/scopes
 */

/** People. Employments are said to take it too; Personio does not document theirs. */
export const PERSONS_SCOPE = 'personio:persons:read';

/** Absence periods, their breakdowns and types. */
export const ABSENCES_SCOPE = 'personio:absences:read';

/** Webhooks and their events. */
export const WEBHOOKS_SCOPE = 'personio:webhooks:read';

/** Making, changing and removing webhooks. */
export const WEBHOOKS_WRITE_SCOPE = 'personio:webhooks:write';
