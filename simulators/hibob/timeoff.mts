import { PRIVATE_MARK } from './private.mts';
import type { PolicyType } from './reference.mts';
import { POLICY_TYPES } from './reference.mts';

/** Which fields a request has. */
export type RequestType =
	| 'days'
	| 'hours'
	| 'portionOnRange'
	| 'hoursOnRange'
	| 'differentDayDurations'
	| 'specificHoursDayDurations'
	| 'differentSpecificHoursDayDurations'
	| 'percentageOnRange'
	| 'openEnded';

export type Portion = 'all_day' | 'morning' | 'afternoon';

/** A request as it is read by its id. */
export interface TimeOffRequest {
	requestId: number;
	employeeId: string;
	type: string;
	status: string;
	[field: string]: unknown;
}

/** A request for time off. */
export interface TimeOffWish {
	employeeId: string;
	/** `YYYY-MM-DD` */
	from: string;
	/** The last day. Default the first one; of an open-ended request there is none. */
	to?: string;
	/** Default `Holiday`. */
	policyType?: string;
	startPortion?: Portion;
	endPortion?: Portion;
	/** For the types in hours: on the day, or on each of the days. Default 4. */
	hours?: number;
	/** Default `hours` where hours are given, else `days`. */
	type?: RequestType;
	/** Default as the policy type has it. */
	autoApprove?: boolean;
}

const DAY_MS = 86_400_000;
const HOURS_PER_DAY = 8;
const DEFAULT_HOURS = 4;
const TIME_ZONE = { timeZone: 'Europe/Berlin', timeZoneOffset: 'GMT +1:00' };

/** A new request that nobody has decided on. */
export function buildRequest(wish: TimeOffWish, id: number, createdOn: string): TimeOffRequest {
	const policy = policyTypeNamed(wish.policyType ?? 'Holiday');
	const type = wish.type ?? (wish.hours === undefined ? 'days' : 'hours');
	return {
		employeeId: wish.employeeId,
		requestId: id,
		policyTypeDisplayName: policy.name,
		policyTypeCustomName: null,
		type,
		createdOn,
		...datesOf(wish, type),
		...totalsOf(wish, type, policy),
		status: 'pending',
		approved: false,
		approvedBy: null,
		approvedAt: null,
		declinedBy: null,
		declinedAt: null,
		declineReason: null,
		description: `${PRIVATE_MARK}request-description-${id}`,
		reasonCode: policy.reasonCodes[0]?.displayName ?? null,
		hasAttachment: false,
		attachmentLinks: [],
		previousRequestId: null,
		originalRequestId: null,
		visibility: policy.visibility,
	};
}

/** The fields for the time of a request. Each type has its own. */
function datesOf(wish: TimeOffWish, type: RequestType): Record<string, unknown> {
	const { from, to = from, hours = DEFAULT_HOURS, startPortion = 'all_day' } = wish;
	const range = { startDate: from, endDate: to };
	switch (type) {
		case 'days':
			return { ...range, startPortion, endPortion: wish.endPortion ?? 'all_day' };
		case 'openEnded':
			return { startDate: from, startPortion, ...TIME_ZONE };
		case 'hours':
			return { date: from, ...wholeHours(hours) };
		case 'portionOnRange':
			return { ...range, dayPortion: startPortion === 'all_day' ? 'morning' : startPortion };
		case 'hoursOnRange':
			return { ...range, dailyHours: hours };
		case 'percentageOnRange':
			return { ...range, percentageOfDay: 50 };
		case 'differentDayDurations':
			return {
				...range,
				durations: daysFrom(from, to).map((date) => ({ date, hours, minutes: 0 })),
			};
		case 'specificHoursDayDurations':
		case 'differentSpecificHoursDayDurations':
			return {
				...range,
				...TIME_ZONE,
				durations: daysFrom(from, to).map((date) => ({
					date,
					startTime: '09:30:00',
					endTime: '13:00:00',
				})),
			};
	}
}

/** Lists and requests have whole hours, and minutes beside them where there are some. */
function wholeHours(hours: number): { hoursOnDate: number; minutes?: number } {
	const whole = Math.floor(hours);
	const minutes = Math.round((hours - whole) * 60);
	return { hoursOnDate: whole, ...(minutes > 0 && { minutes }) };
}

/**
 * In the unit of the policy: the duration counts days off, the cost does not. Of an open-ended request
 * nobody knows yet.
 */
function totalsOf(wish: TimeOffWish, type: RequestType, policy: PolicyType) {
	const unit = { durationUnit: policy.unit };
	if (type === 'openEnded') return { ...unit, totalDuration: null, totalCost: null };
	const costs = costsOf(wish, type, policy.unit);
	return {
		...unit,
		totalDuration: sum(costs),
		totalCost: sum(costs.filter(({ date }) => !isDayOff(date))),
	};
}

/** What one day of a request takes, in the unit of the policy. */
export interface DailyCost {
	date: string;
	cost: number;
}

/** Each day of a request, also days off. */
function costsOf(wish: TimeOffWish, type: string, unit: unknown): DailyCost[] {
	const { from, to = from, hours = DEFAULT_HOURS } = wish;
	const perDay = unit === 'hours' ? HOURS_PER_DAY : 1;
	return daysFrom(from, to).map((date) => {
		if (type === 'days') return { date, cost: dayShare(wish, date) * perDay };
		const isHalf = type === 'portionOnRange' || type === 'percentageOnRange';
		return { date, cost: isHalf ? perDay / 2 : (hours / HOURS_PER_DAY) * perDay };
	});
}

function dayShare(
	{ from, to = from, startPortion, endPortion }: TimeOffWish,
	date: string,
): number {
	const isHalf = (portion: Portion | undefined) => portion !== undefined && portion !== 'all_day';
	const halves = [date === from && isHalf(startPortion), date === to && isHalf(endPortion)];
	return halves.some(Boolean) ? 0.5 : 1;
}

const isDayOff = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());

const sum = (costs: readonly DailyCost[]): number =>
	costs.reduce((total, { cost }) => total + cost, 0);

/** The days that a request takes, without days off. None if it is open-ended. */
export function dailyDurations(request: TimeOffRequest): DailyCost[] {
	if (request.type === 'openEnded') return [];
	const wish = { ...wishOf(request), to: spanOf(request).to ?? undefined };
	return costsOf(wish, request.type, request['durationUnit']).filter(({ date }) => !isDayOff(date));
}

/** The wish behind a request, as far as the request says. */
export function wishOf(request: TimeOffRequest): TimeOffWish {
	const { hoursOnDate, minutes = 0, dailyHours } = request;
	const hours = typeof hoursOnDate === 'number' ? hoursOnDate + Number(minutes) / 60 : dailyHours;
	const { startPortion, endPortion, dayPortion } = request;
	return {
		employeeId: request.employeeId,
		from: String(request['startDate'] ?? request['date']),
		policyType: String(request['policyTypeDisplayName']),
		type: request.type as TimeOffWish['type'],
		startPortion: (startPortion ?? dayPortion) as TimeOffWish['startPortion'],
		endPortion: endPortion as TimeOffWish['endPortion'],
		...(typeof hours === 'number' && { hours }),
	};
}

function daysFrom(from: string, to: string): string[] {
	const days: string[] = [];
	for (let day = Date.parse(from); day <= Date.parse(to); day += DAY_MS) {
		days.push(new Date(day).toISOString().slice(0, 10));
	}
	return days;
}

/** The first and the last day; an open-ended request has no last one. */
export function spanOf(request: TimeOffRequest): { from: string; to: string | null } {
	const from = String(request['startDate'] ?? request['date']);
	if (request.type === 'openEnded') return { from, to: null };
	return { from, to: String(request['endDate'] ?? request['date']) };
}

const HOURLY: readonly string[] = [
	...['hours', 'hoursOnRange', 'differentDayDurations'],
	...['specificHoursDayDurations', 'differentSpecificHoursDayDurations'],
];

/** Whether it is about hours of a day, which lists leave out unless they are asked for. */
export function isHourly({ type }: TimeOffRequest): boolean {
	return HOURLY.includes(type);
}

export function policyTypeNamed(name: string): PolicyType {
	const found = POLICY_TYPES.find((policy) => policy.name === name);
	if (!found) throw new Error(`No policy type ${name}`);
	return found;
}

/** One entry of the history of changes, as it was when it was made. */
export interface TimeOffChange {
	/** Epoch milliseconds. */
	at: number;
	/** Whether it is shown only to callers who ask for pending requests. */
	isPending: boolean;
	item: Record<string, unknown>;
}

export type ChangeType = 'Created' | 'Canceled' | 'Deleted' | 'Pending';

/** The fields that a single request has and lists have not. */
const NOT_IN_LISTS: readonly string[] = [
	...['description', 'reasonCode', 'hasAttachment', 'attachmentLinks', 'declineReason'],
	...['approved', 'approvedBy', 'approvedAt', 'declinedBy', 'declinedAt'],
];

/** A request as lists have it. */
export function listed(request: TimeOffRequest): Record<string, unknown> {
	const { previousRequestId, originalRequestId, ...rest } = request;
	const kept = Object.entries(rest).filter(([name]) => !NOT_IN_LISTS.includes(name));
	return {
		...Object.fromEntries(kept),
		...(typeof previousRequestId === 'number' && { previousRequestId, originalRequestId }),
	};
}

/** The fields of a list of who is out. It has neither a unit nor totals. */
const IN_OUTS: readonly string[] = [
	...['employeeId', 'requestId', 'policyTypeDisplayName', 'policyTypeCustomName', 'type'],
	...['startDate', 'startPortion', 'endDate', 'endPortion', 'dayPortion', 'percentageOfDay'],
	...['date', 'hoursOnDate', 'minutes', 'dailyHours', 'durations', 'status', 'visibility'],
];

/** A request as the lists of who is out have it. */
export function inOuts(request: TimeOffRequest): Record<string, unknown> {
	return Object.fromEntries(Object.entries(request).filter(([name]) => IN_OUTS.includes(name)));
}
