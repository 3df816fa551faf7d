import { ok } from '../../kit/requests.mts';
import type { Answer, Query } from '../../kit/requests.mts';
import type { Call, Endpoint, RouteContext } from '../api.mts';
import { badRequest, day, flag, forbidden, notFound, one, required } from '../api.mts';
import { maySee } from '../serviceUsers.mts';
import type { DailyCost, TimeOffRequest } from '../timeoff.mts';
import { dailyDurations, inOuts, isHourly, spanOf } from '../timeoff.mts';

const LONGEST_WINDOW_MONTHS = 6;
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;
const WHO_IS_OUT = ['includeHourly', 'includePrivate', 'includePending'];

/** Requests: one, what has changed, who is out, and what is left. */
export function timeOffRoutes(endpoint: Endpoint, { state, options }: RouteContext): void {
	endpoint(
		'GET',
		'/timeoff/employees/{id}/requests/{requestId}',
		{ query: ['includeDailyDurations'] },
		({ params, query, user }) => {
			if (!user.permissions.timeOffRequests) throw forbidden();
			const { id = '', requestId = '' } = params;
			if (!/^\d+$/.test(requestId)) throw badRequest('requestId is not a number.');
			if (state.people.seen(id) === undefined) throw notFound();
			if (!maySee(user, id)) throw forbidden();
			const request = state.timeOff.seen(Number(requestId));
			if (request?.employeeId !== id || isHidden(request)) throw notFound();
			return ok(flag(query, 'includeDailyDurations') ? withDays(request) : request);
		},
	);

	endpoint(
		'GET',
		'/timeoff/requests/changes',
		{ query: ['since', 'to', 'includePending'] },
		({ query, user }) => {
			if (!user.permissions.timeOffLists) throw forbidden();
			const { since, to } = windowOf(query, state.now());
			const withPending = flag(query, 'includePending') && user.permissions.timeOffRequests;
			const changes = state
				.changesSeen()
				.filter(({ at, isPending }) => at >= since && at <= to && (withPending || !isPending))
				.filter(({ item }) => maySee(user, String(item['employeeId'])));
			const items = changes.map(({ item }) => item);
			return ok({ changes: options.newestFirst ? items.reverse() : items });
		},
	);

	endpoint('GET', '/timeoff/whosout', { query: ['from', 'to', ...WHO_IS_OUT] }, (call) => {
		const from = day(required(call.query, 'from'), 'from');
		const to = day(required(call.query, 'to'), 'to');
		return ok({ outs: out(call, { from, to }).map(named) });
	});

	endpoint(
		'GET',
		'/timeoff/outtoday',
		{ query: ['today', 'includeHourly', 'includePrivate', 'siteId'] },
		(call) => {
			const today = day(one(call.query, 'today') ?? state.day(), 'today');
			const siteId = one(call.query, 'siteId');
			const outs = out(call, { from: today, to: today }).filter(
				({ employeeId }) =>
					siteId === undefined || String(state.people.seen(employeeId)?.['work.siteId']) === siteId,
			);
			return ok({ outs: outs.map(named).map(otherNames) });
		},
	);

	endpoint('GET', '/timeoff/employees/{id}/balance', { query: ['policyType', 'date'] }, (call) =>
		balance(call),
	);

	/**
	 * Days that were entered one by one keep what was entered; those that were loaded stay as they are.
	 */
	function withDays(request: TimeOffRequest): TimeOffRequest {
		const entered = request['durations'];
		if (entered !== undefined && !isHourly(request)) return request;
		const durations = dailyDurations(request).map((day) => ({
			...((entered ?? []) as DailyCost[]).find(({ date }) => date === day.date),
			...day,
		}));
		return { ...request, durations: options.untidyDays ? untidy(durations) : durations };
	}

	/** The options say whether a cancelled or deleted request can be read. */
	function isHidden({ status }: TimeOffRequest): boolean {
		if (status === 'deleted') return options.deletedRequests === 'not-found';
		return status === 'canceled' && options.cancelledRequests === 'not-found';
	}

	/** Lists of who is out have only active people. */
	function out({ query, user }: Call, { from, to }: { from: string; to: string }) {
		if (!user.permissions.timeOffLists) throw forbidden();
		const withHourly = flag(query, 'includeHourly');
		const withPrivate = flag(query, 'includePrivate');
		const withPending = flag(query, 'includePending') && user.permissions.timeOffRequests;
		return state.timeOff.allSeen().filter((request) => {
			const span = spanOf(request);
			const person = state.people.seen(request.employeeId);
			return (
				person?.['internal.status'] === 'Active' &&
				maySee(user, request.employeeId) &&
				span.from <= to &&
				(span.to === null || span.to >= from) &&
				(request.status === 'approved' || (withPending && request.status === 'pending')) &&
				(withHourly || !isHourly(request)) &&
				(withPrivate || request['visibility'] !== 'Private')
			);
		});
	}

	function named(request: TimeOffRequest): Record<string, unknown> {
		const person = state.people.seen(request.employeeId);
		return { ...inOuts(request), employeeDisplayName: person?.['root.displayName'] ?? null };
	}

	function balance({ params, query, user }: Call): Answer {
		if (!user.permissions.timeOffBalances) throw forbidden();
		const employeeId = params['id'] ?? '';
		const policyType = required(query, 'policyType');
		const date = day(required(query, 'date'), 'date');
		if (state.people.seen(employeeId) === undefined) throw notFound();
		if (!maySee(user, employeeId)) throw forbidden();
		return ok({
			employeeId,
			policyTypeName: policyType,
			policyTypeDisplayName: policyType,
			...{ balance: 12.5, balanceAsOfDate: date, totalBalanceAsOfDate: 12.5 },
		});
	}
}

/** The same days in reverse order, each in two entries, and entries that say nothing. */
function untidy(days: readonly DailyCost[]): object[] {
	const halves = days.toReversed().flatMap((day) => {
		const half = { date: day.date, cost: day.cost / 2 };
		return [half, half];
	});
	return [{ date: null, cost: 1 }, ...halves, { cost: 1 }, { date: 'soon', cost: 1 }];
}

function otherNames({
	type,
	startPortion,
	endPortion,
	...rest
}: Record<string, unknown>): Record<string, unknown> {
	return {
		...rest,
		requestRangeType: type,
		...(startPortion !== undefined && { startDatePortion: startPortion }),
		...(endPortion !== undefined && { endDatePortion: endPortion }),
	};
}

/** The range includes both days. More than six months are refused. */
function windowOf(query: Query, now: number): { since: number; to: number } {
	const since = instant(required(query, 'since'), 'since');
	const end = one(query, 'to');
	const to = end === undefined ? now : instant(end, 'to');
	if (to < since) throw badRequest('to is before since.');
	if (to > monthsLater(since)) throw badRequest('The range is longer than 6 months.', 'window');
	return { since, to };
}

function instant(value: string, name: string): number {
	const at = Date.parse(value);
	if (!ZONED.test(value) || Number.isNaN(at)) throw badRequest(`${name} has no zone.`);
	return at;
}

/** The last day of the month, if the month is too short for the day. */
function monthsLater(at: number): number {
	const later = new Date(at);
	later.setUTCMonth(later.getUTCMonth() + LONGEST_WINDOW_MONTHS);
	if (later.getUTCDate() !== new Date(at).getUTCDate()) later.setUTCDate(0);
	return later.getTime();
}
