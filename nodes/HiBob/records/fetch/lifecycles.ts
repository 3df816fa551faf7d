import type { Api } from '../../../shared/outbound/api';
import { refusalAs, unexpectedAnswer } from '../../../shared/outbound/failure';
import { takeRecords } from '../../../shared/outbound/paging';
import { dayOf } from '../../../shared/model/dates';
import type { Period } from '../lifecycle';
import { isEnding, periodsOf } from '../lifecycle';
import { AUDIENCE_HINT } from '../permissions';
import { wordsIn } from '../person';
import type { PersonRows } from '../row';
import { LIFECYCLE } from '../tables';
import { hiddenColumnsIn, listRows, MANY_ROWS } from './rows';

/** The lifecycles of many people, by person. */
export type Lifecycles = ReadonlyMap<string, readonly Period[]>;

/**
 * Lists the whole lifecycles of everyone whom the service user may see, 200 people at a time.
 * @throws NodeApiError if the lifecycles do not show who leaves: if the service user may not see the rows, sees only
 *   the current row of each person, or may not see the columns that decide; also if such a column cannot be read
 */
export async function listLifecycles(api: Api): Promise<Lifecycles> {
	const people = await takeRecords(listRows(api, LIFECYCLE), null);
	for (const one of people) refuseUndecided(api, one);
	const found = new Map(people.map(({ employeeId, rows }) => [employeeId, periodsOf(rows)]));
	const lifecycles = [...found.values()];
	if (lifecycles.length > 0 && lifecycles.every((periods) => periods.every(isUnknown))) {
		throw refused(api, NO_STATUS);
	}
	if (showsCurrentRowsOnly(lifecycles)) throw refused(api, ONLY_CURRENT_ROWS);
	return found;
}

/** The error for people whose lifecycle the service user may not see. */
export function lifecycleHidden(api: Api, count: number): Error {
	const who = count === 1 ? 'one person' : `${count} people`;
	return refused(
		api,
		`HiBob shows no row of the lifecycle of ${who}, so nothing shows whether they leave. ${AUDIENCE_HINT}`,
	);
}

function refuseUndecided(api: Api, { rows, isHidden, hiddenColumns }: PersonRows): void {
	if (isHidden) throw lifecycleHidden(api, 1);
	const hidden = LIFECYCLE.decidedBy.filter(
		(column) => hiddenColumns.includes(column) && rows.some((row) => row[column] == null),
	);
	if (hidden.length > 0) throw refused(api, hiddenColumnsIn(LIFECYCLE, hidden));
	const misfits = [
		...(rows.some(({ effectiveDate }) => dayOf(effectiveDate) === null) ? ['effectiveDate'] : []),
		...(rows.some(({ status }) => status != null && wordsIn(status) === null) ? ['status'] : []),
	];
	if (misfits.length === 0) return;
	throw unexpectedAnswer(api.node, api.vendor, MANY_ROWS, { misfits, isForeign: false });
}

const isUnknown = ({ stage }: Period): boolean => stage === 'unknown';

/**
 * Whether HiBob shows only the current row of each person. It does so without the permission for section histories,
 * and does not say so. It shows if somebody's only row is an end: no lifecycle begins with an end.
 */
function showsCurrentRowsOnly(lifecycles: ReadonlyArray<readonly Period[]>): boolean {
	return lifecycles.every((periods) => periods.length <= 1) && lifecycles.flat().some(isEnding);
}

function refused(api: Api, hint: string): Error {
	const { bulk, needs } = LIFECYCLE;
	return refusalAs(403, api, { method: 'GET', path: bulk ?? '', needs, hint });
}

const ONLY_CURRENT_ROWS =
	'HiBob shows only one row of the lifecycle of each person, so nothing shows who is going to leave.';

const NO_STATUS =
	"HiBob shows no status that is known in anybody's lifecycle, so nothing shows who leaves. The service user has to see the fields of the category Lifecycle as well.";
