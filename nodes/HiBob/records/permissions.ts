/*
 * What the permission group of a service user has to allow, by the path in Bob's settings.
 * https://apidocs.hibob.com/docs/additional-employee-data
 */

/** Needed to read all rows of a table. The current row alone needs less. */
export function historyOf(category: string): string {
	return `People's data > ${category} > View selected employees' section histories`;
}

/** Needed to read a single request, and requests that wait for approval. */
export const REQUESTS =
	"People's data > Time off > Requests > Create, edit and cancel people's not-yet-approved requests";

/** Needed to read the lists of time off: what changed, and who is out. */
export const WHO_IS_OUT = "People's data > Time off > See who's out today > See who's out";

/** Needed to read the kinds of time off. */
export const TIME_OFF_SETTINGS =
	"Features > Time off > Settings > Manage company's time off settings";

/** A hint for a read of a person whose data the service user may not access. */
export const AUDIENCE_HINT =
	"It also takes 'Access data for' in the permission group to include the person.";
