import get from 'lodash/get';
import { z } from 'zod/v4';

import { dayOf, endsInOrder, instantOf } from '../../shared/model/dates';
import type { DayPart, Leave, LeaveStatus } from '../../shared/model/leave';
import { categoryFromName } from '../../shared/model/categoryFromName';
import { leave } from '../../shared/model/leave';
import type { DayEntry } from '../../shared/model/leaveDays';
import { eachDayOnce, everyDayOf, sumOf } from '../../shared/model/leaveDays';
import { lookUp } from '../../shared/model/lookUp';
import {
	amount,
	day,
	entriesOf as entriesSent,
	trueOrFalse,
	idField,
	maybe,
	maybeId,
	moment,
	orNull,
	several,
	text,
	UNREADABLE,
	wordOf,
} from '../../shared/reading/fields';
import { withAgreeingFields, holdingAnyOf, record } from '../../shared/reading/record';
import { sentOf } from '../../shared/reading/sent';
import { bareWord } from './bareWord';
import { named, employeeIdField } from './person';

const someId = maybe(z.union([z.string(), z.int()]));

type Unit = Leave['unit'];

const UNITS: Readonly<Record<string, Unit>> = { days: 'days', hours: 'hours' };

const PARTS: Readonly<Record<string, DayPart>> = {
	allday: 'full',
	morning: 'morning',
	afternoon: 'afternoon',
};

/**
 * A number that no other field may replace. So a number that cannot be read is not the same as a missing number.
 */
const ownAmount = z
	.preprocess(
		(value) => (value === UNREADABLE ? 'unreadable' : value),
		z.union([z.literal('unreadable'), amount]),
	)
	.optional();

type OwnAmount = z.infer<typeof ownAmount>;

const unitWord = wordOf(UNITS, bareWord);

const partWord = wordOf(PARTS, bareWord);

/**
 * One day of a request, or a part of a day. If the request was entered day by day, it holds what was entered; otherwise
 * it holds what the day costs.
 */
const durationSchema = holdingAnyOf(
	['date'],
	record({
		decides: {},
		detail: {
			date: day,
			hours: ownAmount,
			minutes: ownAmount,
			duration: amount,
			dayPortion: partWord,
			/** `HH:mm:ss` */
			startTime: text,
			endTime: text,
			/** In the unit of the policy. */
			cost: amount,
		},
	}),
);

type Duration = z.infer<typeof durationSchema>;

/** A day that cannot be read does not affect the other days. */
const durationsField = several(durationSchema);

/**
 * A time-off request. Which fields it has depends on its `type`: a range of days, one `date`, or a
 * start without an end.
 * https://apidocs.hibob.com/reference/get_timeoff-employees-id-requests-requestid
 */
export const REQUEST_FIELDS = {
	decides: {
		requestId: idField,
		employeeId: maybeId,
		status: named,
		startDate: day,
		/** Without it, a request with a start has no end. */
		endDate: day,
		date: day,
	},
	detail: {
		policyTypeDisplayName: named,
		type: named,
		/** Counts only if there is no status. */
		approved: trueOrFalse,
		/** Without a zone. */
		createdOn: moment,
		startPortion: partWord,
		endPortion: partWord,
		dayPortion: partWord,
		hoursOnDate: ownAmount,
		/** Added to the whole hours on the date. */
		minutes: ownAmount,
		/** Hours on each day of the range. */
		dailyHours: amount,
		/** The list of who is out has neither the unit nor the totals. */
		durationUnit: unitWord,
		/** Includes days off such as weekends. */
		totalDuration: amount,
		/** What the request takes from the balance, without days off. */
		totalCost: ownAmount,
		/** The days that count. They come only if `includeDailyDurations` is asked for. */
		durations: durationsField,
		/**
		 * Other names that this list may have: it may be named like the parameter, or like the parameter's former name.
		 */
		dailyDurations: durationsField,
		dailyBreakdown: durationsField,
		/** The person who decided. HiBob documents a text; a person was seen in places. */
		approvedBy: named,
		approvedAt: moment,
		declinedBy: named,
		declinedAt: moment,
		originalRequestId: someId,
		previousRequestId: someId,
	},
};

/** A request that was read alone. */
export const requestSchema = withDaysInOrder(record(REQUEST_FIELDS));

/** A request as {@link requestSchema} reads it. */
export type TimeOffRequest = z.infer<typeof requestSchema>;

/** Refuses a request that ends before it begins: its days are not known. */
export function withDaysInOrder<
	T extends z.ZodType<{ startDate?: string | null; endDate?: string | null }>,
>(schema: T): T {
	return withAgreeingFields(
		schema,
		({ startDate, endDate }) => endsInOrder(dayOf(startDate), dayOf(endDate)),
		'endDate',
	);
}

/** HiBob does not document the list of statuses. Words are compared in the form of {@link bareWord}. */
const STATUSES: Readonly<Record<string, LeaveStatus>> = {
	approved: 'approved',
	pending: 'requested',
	pendingapproval: 'requested',
	requested: 'requested',
	declined: 'declined',
	disapproved: 'declined',
	rejected: 'declined',
	canceled: 'cancelled',
	cancelled: 'cancelled',
	deleted: 'deleted',
};

/** The unit in which a request of a type is entered. */
const TYPE_UNITS: Readonly<Record<string, Unit>> = {
	days: 'days',
	portiononrange: 'days',
	percentageonrange: 'days',
	openended: 'days',
	hours: 'hours',
	hoursonrange: 'hours',
	differentdaydurations: 'hours',
	specifichoursdaydurations: 'hours',
	differentspecifichoursdaydurations: 'hours',
};

/** The meaning of one of HiBob's words; undefined if the word is not known. */
function meaningOf<T>(
	table: Readonly<Record<string, T>>,
	word: string | null | undefined,
): T | undefined {
	return lookUp(table, word == null ? word : bareWord(word));
}

/** What a status of HiBob means in the model. */
export function statusOf(word: string | null | undefined): LeaveStatus {
	return meaningOf(STATUSES, word) ?? 'unknown';
}

/** Who gave a request its status, and when; each is null if HiBob does not say. */
export function decisionOf(
	request: TimeOffRequest,
	status: LeaveStatus,
): Pick<Leave, 'approver' | 'decidedAt'> {
	const isDeclined = status === 'declined';
	return {
		approver: orNull(isDeclined ? request.declinedBy : request.approvedBy),
		decidedAt: instantOf(isDeclined ? request.declinedAt : request.approvedAt),
	};
}

/** A leave in the shape that all vendors share. The description and the reason are left out. */
export function normaliseRequest(request: TimeOffRequest): Leave {
	const typeName = orNull(request.policyTypeDisplayName);
	const statusRaw = orNull(request.status);
	const isApproved = statusRaw === null && request.approved === true;
	const status = isApproved ? 'approved' : statusOf(statusRaw);
	const enteredIn = meaningOf(TYPE_UNITS, request.type);
	const unitSaid = request.durationUnit;
	const unit = (unitSaid == null ? enteredIn : meaningOf(UNITS, unitSaid)) ?? 'unknown';
	const isOneDay = request.startDate == null && request.date != null;
	const startDate = dayOf(request.startDate ?? request.date);
	const hasNoParts = (enteredIn ?? unit) === 'hours' || startDate === null;
	const span = {
		unit,
		startDate,
		endDate: isOneDay ? startDate : dayOf(request.endDate),
		startPart: hasNoParts ? null : partOf(request.startPortion ?? request.dayPortion),
		endPart: hasNoParts ? null : partOf(request.endPortion ?? request.dayPortion),
	};
	const isByDays = request.type != null && bareWord(request.type) === 'days';
	const entries = entriesOf(request, { ...span, isByDays });
	return leave({
		id: request.requestId,
		originalId: idOrNull(request.originalRequestId),
		previousId: idOrNull(request.previousRequestId),
		status,
		statusRaw,
		isConfirmed: status === 'unknown' ? null : status === 'approved',
		category: categoryFromName(typeName),
		typeName,
		...span,
		days: eachDayOnce(entries),
		amount: amountTaken(request, isDayMissing(request) ? null : totalOf(entries, unit)),
		requestedAt: instantOf(request.createdOn),
		...decisionOf(request, status),
	});
}

/** @param total the sum of the days */
function amountTaken(
	{ totalCost, totalDuration }: TimeOffRequest,
	total: number | null,
): number | null {
	return totalCost === 'unreadable' ? null : (totalCost ?? totalDuration ?? total);
}

function idOrNull(id: string | number | null | undefined): string | null {
	return id == null ? null : orNull(String(id));
}

function partOf(portion: string | null | undefined): DayPart | null {
	return meaningOf(PARTS, portion) ?? null;
}

type Span = Pick<Leave, 'unit' | 'startDate' | 'endDate' | 'startPart' | 'endPart'> & {
	/** Whether the request is made by days. The days between the first and the last one are then whole days. */
	readonly isByDays: boolean;
};

const DAY_LISTS = ['durations', 'dailyDurations', 'dailyBreakdown'] as const;

/** The days as HiBob lists them; empty if it lists none. */
function listOf(request: TimeOffRequest): readonly Duration[] {
	return DAY_LISTS.map((name) => request[name]).find((list) => list?.length) ?? [];
}

/** Whether a day that HiBob lists cannot be read. */
function isDayMissing(request: TimeOffRequest): boolean {
	if (listOf(request).some(({ date }) => dayOf(date) === null)) return true;
	return DAY_LISTS.some((name) => {
		const sent: unknown = get(sentOf(request), name);
		const isNothing = sent === undefined || durationsField.safeParse(sent).data === null;
		return !isNothing && entriesSent(sent).length > (request[name]?.length ?? 0);
	});
}

/**
 * What is known about the days: the listed days, if there are any. Without a list, it is the one day, or each day of
 * the range with the values that apply to every day.
 */
function entriesOf(request: TimeOffRequest, span: Span): DayEntry[] {
	const listed = listOf(request);
	if (listed.length > 0) return listedDays(listed, request, span);
	if (request.startDate == null) {
		const hours = hoursOf({ hours: request.hoursOnDate, minutes: request.minutes });
		const part = partOf(request.dayPortion);
		return [{ date: span.startDate, part, amount: amountOf(part), hours }];
	}
	const { startDate: from, endDate: to } = span;
	const part = partOf(request.dayPortion) ?? (from === to ? partIn(from, span) : null);
	const hours = request.dailyHours ?? null;
	return everyDayOf({ from, to }, { part, amount: amountOf(part), hours });
}

/**
 * The days of a list. A day that costs nothing is a day off. If no day costs anything, the kind of time off has no
 * balance, and all days of the list count. If a day cannot be read, it may have a cost. It is then not known whether
 * there is a balance, and days that cost nothing are left out.
 */
function listedDays(listed: readonly Duration[], request: TimeOffRequest, span: Span): DayEntry[] {
	const hasCosts = listed.some(({ cost }) => cost != null && cost > 0);
	const days = new Set<string>();
	return listed
		.filter(({ cost }) => cost !== 0 || (!hasCosts && !isDayMissing(request)))
		.flatMap((one): DayEntry[] => {
			const date = dayOf(one.date);
			if (date === null) return [];
			const cost = hasCosts ? (one.cost ?? null) : null;
			const part =
				partOf(one.dayPortion) ??
				partOf(request.dayPortion) ??
				partIn(date, span) ??
				partBetween(date, one, span);
			const isPartial = span.unit === 'days' && cost !== null && cost < 1;
			// `dailyHours` counts once for a day, however many entries the day has.
			const daily = days.has(date) ? null : (request.dailyHours ?? null);
			const hours = isUnread(one)
				? null
				: (hoursOf(one) ??
					hoursBetween(one) ??
					(span.unit === 'hours' ? (one.duration ?? cost) : null) ??
					daily);
			days.add(date);
			return [
				{
					date,
					part: isPartial && part === 'full' ? null : part,
					amount: (span.unit === 'days' ? cost : null) ?? amountOf(part),
					hours,
				},
			];
		});
}

/** The part that is taken of the first or the last day; null for any other day. */
function partIn(
	date: string | null,
	{ startDate, endDate, startPart, endPart }: Span,
): DayPart | null {
	if (date === null) return null;
	if (startDate === endDate && date === startDate) {
		return startPart === 'full' ? endPart : startPart;
	}
	return date === startDate ? startPart : date === endDate ? endPart : null;
}

/**
 * Days between the first and the last are whole days, if the request is made by days and HiBob says that they count.
 */
function partBetween(
	date: string,
	{ cost }: Duration,
	{ startDate, endDate, isByDays }: Span,
): DayPart | null {
	const isBetween = date !== startDate && date !== endDate;
	return isBetween && isByDays && cost != null ? 'full' : null;
}

function amountOf(part: DayPart | null): number | null {
	return part === null ? null : part === 'full' ? 1 : 0.5;
}

function isUnread({ hours, minutes }: Duration): boolean {
	return hours === 'unreadable' || minutes === 'unreadable';
}

function hoursOf({
	hours,
	minutes,
}: {
	readonly hours?: OwnAmount;
	readonly minutes?: OwnAmount;
}): number | null {
	if (hours === 'unreadable' || minutes === 'unreadable') return null;
	return hours == null && minutes == null ? null : (hours ?? 0) + (minutes ?? 0) / 60;
}

const TIME = /^([01]?\d|2[0-4]):([0-5]\d)/;

/** The hours from one time of day to a later one. */
function hoursBetween({ startTime, endTime }: Duration): number | null {
	const [start, end] = [startTime, endTime].map((time) => {
		const [, hours, minutes] = time?.match(TIME) ?? [];
		return hours === undefined ? null : Number(hours) + Number(minutes) / 60;
	});
	return start == null || end == null || end <= start ? null : end - start;
}

/** The sum of the days, for a request that does not give the total itself. */
function totalOf(entries: readonly DayEntry[], unit: Unit): number | null {
	if (unit === 'unknown') return null;
	return sumOf(entries.map(({ hours, amount: taken }) => (unit === 'hours' ? hours : taken)));
}

/** A request in the list of who is out. */
export const outSchema = withDaysInOrder(
	record({
		decides: { ...REQUEST_FIELDS.decides, employeeId: employeeIdField },
		detail: REQUEST_FIELDS.detail,
	}),
);

/** A request as {@link outSchema} reads it: it always has the id of the person. */
export type TimeOffOut = z.infer<typeof outSchema>;
