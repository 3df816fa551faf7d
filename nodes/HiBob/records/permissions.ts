/*
 * The permissions that the permission group of a service user needs, under their paths in Bob's settings.
 * https://apidocs.hibob.com/docs/additional-employee-data
 */

/** The permission to read all rows of a table. Reading only the current row needs less. */
export function historyOf(category: string): string {
	return `People's data > ${category} > View selected employees' section histories`;
}

/** The permission to read a single request, and requests that wait for approval. */
export const REQUESTS =
	"People's data > Time off > Requests > Create, edit and cancel people's not-yet-approved requests";

/** The permission to read the lists of time off: what changed, and who is out. */
export const WHO_IS_OUT = "People's data > Time off > See who's out today > See who's out";

/** The permission to read the kinds of time off. */
export const TIME_OFF_SETTINGS =
	"Features > Time off > Settings > Manage company's time off settings";

/** The hint for a message about a person whose data the service user may not read. */
export const AUDIENCE_HINT =
	"'Access data for' in the permission group has to include the person as well.";
