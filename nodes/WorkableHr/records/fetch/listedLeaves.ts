import type { Day } from '../../../shared/model/dates';
import { dayOf, instantOf, isBefore, shiftDay } from '../../../shared/model/dates';
import { employee } from '../../../shared/model/employee';
import type { Api } from '../../../shared/outbound/api';
import { unexpectedAnswer } from '../../../shared/outbound/failure';
import { readWholeList } from '../../../shared/outbound/wholeList';
import type { RosterLeave } from '../../../shared/schedule/roster';
import type { TimeOff } from '../timeOff';
import { normaliseTimeOff } from '../timeOff';
import { readLeaveCategories } from './directory';
import { listTimeOffOfEveryone, REQUESTS } from './timeOff';

/** First and last day, both inclusive. */
interface Period {
	readonly from: Day;
	readonly to: Day;
}

/** A leave of up to this many days is found, even if Workable lists only leaves that are completely in a period. */
const LONG_LEAVE_DAYS = 90;

/**
 * The time-off requests of everybody that have at least one day in a period, in any state.
 * @throws NodeApiError also if one of the requests does not say whose it is or which days it takes
 */
export async function listedLeaves(api: Api, period: Period): Promise<RosterLeave[]> {
	const requests = await requestsTouching(api, period);
	const directory = await readLeaveCategories(api);
	return requests.map((request) => ({
		key: request.id,
		employee: employee({ id: request.employee_id ?? null }),
		leave: normaliseTimeOff(request, directory),
		changedAt: instantOf(request.updated_at),
	}));
}

/**
 * Workable does not document whether it lists all requests that overlap a period, or only those that begin or end in
 * it. A request that goes beyond one end of the period shows that this end cuts nothing off. If there is no such request
 * at one of the two ends, the list is read once more, with a period that is longer at this end.
 */
async function requestsTouching(api: Api, period: Period): Promise<TimeOff[]> {
	const found = await requestsIn(api, period);
	const reachesBack = found.some(({ from }) => isBefore(from, period.from));
	const reachesOn = found.some(({ to }) => isBefore(period.to, to));
	if (reachesBack && reachesOn) return found.filter(touches(period)).map(({ request }) => request);
	const longer = {
		from: (reachesBack ? null : shiftDay(period.from, -LONG_LEAVE_DAYS)) ?? period.from,
		to: (reachesOn ? null : shiftDay(period.to, LONG_LEAVE_DAYS)) ?? period.to,
	};
	const more = await requestsIn(api, longer);
	return more.filter(touches(period)).map(({ request }) => request);
}

interface Dated extends Period {
	readonly request: TimeOff;
}

async function requestsIn(api: Api, { from, to }: Period): Promise<Dated[]> {
	const requests = await readWholeList(api, REQUESTS.what, (noted) =>
		listTimeOffOfEveryone(noted, { from_date: from, to_date: to }),
	);
	return requests.map((request) => dated(api, request));
}

function touches(period: Period): (one: Period) => boolean {
	return ({ from, to }) => !isBefore(to, period.from) && !isBefore(period.to, from);
}

function dated(api: Api, request: TimeOff): Dated {
	const [from, to] = [dayOf(request.from_date), dayOf(request.to_date)];
	if (from !== null && to !== null) return { request, from, to };
	const misfits = from === null ? ['from_date'] : ['to_date'];
	throw unexpectedAnswer(api.node, api.vendor, REQUESTS.what, { misfits, isForeign: false });
}
