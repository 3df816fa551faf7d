/*
 * The scopes an API credential of Personio needs.
 * https://developer.personio.de/reference/scopes
 */

/**
 * People. Employments are said to need it too; Personio does not document the scope for employments.
 */
export const PERSONS_SCOPE = 'personio:persons:read';

/** Absence periods, their breakdowns and types. */
export const ABSENCES_SCOPE = 'personio:absences:read';

/** Names of departments and teams. Known from a connector in use; Personio does not document it. */
export const ORG_UNITS_SCOPE = 'personio:org-units:read';

/** Webhooks and their events. */
export const WEBHOOKS_SCOPE = 'personio:webhooks:read';

/** Making, changing and removing webhooks. */
export const WEBHOOKS_WRITE_SCOPE = 'personio:webhooks:write';
