import { ok } from '../../kit/requests.mts';
import type { Answer } from '../../kit/requests.mts';
import type { Body, Call, Endpoint, RouteContext } from '../api.mts';
import { badRequest, forbidden, one } from '../api.mts';
import { rowView } from '../rowView.mts';
import { maySee, rowsAllowed } from '../serviceUsers.mts';
import type { Row } from '../tables.mts';
import { TABLES } from '../tables.mts';
import { rowsFor } from './tables.mts';

const USUAL_PAGE = 50;
const LARGEST_PAGE = 200;
const MOST_IDS = 200;
const PAYMENTS = 'actualPayments';
/** Contains what a query string does not carry as it is. */
const CURSOR_BEGIN = 'c+/';
const CURSOR_END = '==';

/** The rows of many people, in pages. */
export function bulkRoutes(endpoint: Endpoint, { state, options }: RouteContext): void {
	for (const { id: table, bulk } of TABLES) {
		if (bulk === null) continue;
		endpoint('GET', `/bulk/people/${bulk}`, { query: ['limit', 'cursor', 'employeeIds'] }, (call) =>
			pageOf(table, call),
		);
	}

	endpoint(
		'POST',
		'/people/actual-payments/search',
		{ body: ['filters', 'pagination'] },
		({ user, body }) => {
			if (rowsAllowed(user, PAYMENTS) === 'none') throw forbidden();
			const filters = filtersIn(body);
			const matches = (payment: Payment): boolean =>
				filters.every((filter) => filter.test(payment));
			const ids = state.people.allSeen().map((person) => person['root.id']);
			const mine = ids.filter((id) => maySee(user, id));
			const wanted = filters.flatMap(({ employeeIds }) => employeeIds);
			const payments = mine
				.flatMap((employeeId) =>
					state.rowsSeen(PAYMENTS, employeeId).map((row) => ({ employeeId, ...row })),
				)
				.filter(matches);
			const { limit, cursor } = Object(body['pagination'] ?? {}) as Record<string, unknown>;
			const size = sizeOf(limit === undefined ? undefined : String(limit));
			const begin = cursor === undefined || cursor === null ? 0 : Number(decoded(String(cursor)));
			const end = begin + size;
			const next = end < payments.length ? encoded(String(end)) : null;
			return ok({
				results: payments.slice(begin, end),
				response_metadata: { next_cursor: next },
				errors:
					begin > 0
						? []
						: errorsFor(
								ids.filter((id) => wanted.includes(id)),
								mine,
							),
			});
		},
	);

	function inForm(rows: Row[]): object[] {
		const ordered = options.newestFirst ? rows.toReversed() : rows;
		return options.bulkRows === 'wrapped' ? ordered.map((row) => ({ values: [row] })) : ordered;
	}

	function pageOf(table: string, { query, user }: Call): Answer {
		const allowed = rowsAllowed(user, table);
		if (allowed === 'none') throw forbidden();
		const limit = sizeOf(one(query, 'limit'));
		const cursor = one(query, 'cursor');
		const last = cursor === undefined ? undefined : decoded(cursor);
		const wanted = idsOf(one(query, 'employeeIds'));
		const ids = state.people
			.allSeen()
			.map((person) => person['root.id'])
			.filter((id) => wanted === undefined || wanted.has(id))
			.sort(byNumber);
		const mine = ids.filter((id) => maySee(user, id));
		const rest = last === undefined ? mine : mine.filter((id) => byNumber(id, last) > 0);
		const shown = rest.slice(0, limit);
		const next = rest.length > limit ? encoded(shown.at(-1) ?? '') : null;
		const question = { table, withReadable: false, statusSpelling: options.statusSpelling };
		return ok({
			results: shown.map((employeeId) => ({
				employeeId,
				values: inForm(
					rowsFor(table, state.rowsSeen(table, employeeId), allowed).map((row) =>
						rowView(state, row, question),
					),
				),
			})),
			response_metadata: { [options.cursorName]: next },
			errors: wanted === undefined || cursor !== undefined ? [] : errorsFor(ids, mine),
		});
	}
}

/** Only people who are asked for by id can be missing. */
function errorsFor(ids: readonly string[], mine: readonly string[]): object[] {
	const visible = new Set(mine);
	return ids
		.filter((id) => !visible.has(id))
		.map((id) => ({
			[id]: { error: 'MISSING_PERMISSION', message: 'No permission for this employee.' },
		}));
}

function sizeOf(limit: string | undefined): number {
	if (limit === undefined) return USUAL_PAGE;
	const size = Number(limit);
	if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE) {
		throw badRequest(`limit is not a number from 1 to ${LARGEST_PAGE}.`);
	}
	return size;
}

function idsOf(list: string | undefined): ReadonlySet<string> | undefined {
	if (list === undefined) return undefined;
	const ids = list.split(',');
	if (ids.length > MOST_IDS) throw badRequest(`No more than ${MOST_IDS} ids.`, 'too-many-ids');
	if (ids.some((id) => !/^\d+$/.test(id))) throw badRequest('employeeIds is not a list of ids.');
	return new Set(ids);
}

function encoded(position: string): string {
	return CURSOR_BEGIN + Buffer.from(position).toString('base64url') + CURSOR_END;
}

function decoded(cursor: string): string {
	const middle = cursor.slice(CURSOR_BEGIN.length, -CURSOR_END.length);
	const position = Buffer.from(middle, 'base64url').toString('utf8');
	if (!/^\d+$/.test(position) || encoded(position) !== cursor) {
		throw badRequest('cursor is none of ours.', 'bad-cursor');
	}
	return position;
}

/** Ids are too long for numbers. */
function byNumber(a: string, b: string): number {
	return a.length - b.length || (a < b ? -1 : Number(a > b));
}

interface Payment {
	employeeId: string;
	[column: string]: unknown;
}

interface PaymentFilter {
	/** Whom it names. */
	employeeIds: readonly unknown[];
	test: (payment: Payment) => boolean;
}

/** The people are required. The first and last day of payment are optional. */
function filtersIn(body: Body): PaymentFilter[] {
	const filters = body['filters'];
	if (!Array.isArray(filters)) throw badRequest('filters is not a list.', 'payments-of-nobody');
	const read = filters.map((filter) => {
		const asked = Object(filter) as Record<string, unknown>;
		if (asked['fieldPath'] === 'employeeId') return ofPeople(asked);
		if (asked['fieldPath'] === 'payDate') return ofDays(asked);
		throw badRequest('Unsupported fieldPath.');
	});
	if (read.some(({ employeeIds }) => employeeIds.length > 0)) return read;
	throw badRequest('There is no filter for employeeId.', 'payments-of-nobody');
}

function ofPeople({ operator, values }: Record<string, unknown>): PaymentFilter {
	if (operator !== 'equals' || !Array.isArray(values) || values.length === 0) {
		throw badRequest('Unsupported filter.');
	}
	if (values.length > MOST_IDS) throw badRequest(`No more than ${MOST_IDS} ids.`, 'too-many-ids');
	if (values.some((id) => typeof id !== 'string')) throw badRequest('values are not texts.');
	return { employeeIds: values, test: ({ employeeId }) => values.includes(employeeId) };
}

function ofDays({ operator, value }: Record<string, unknown>): PaymentFilter {
	if (typeof value !== 'string') throw badRequest('value is not a date.');
	const isFrom = operator === 'greaterThanOrEquals';
	if (!isFrom && operator !== 'lessThanOrEquals') throw badRequest('Unsupported filter.');
	const day = (payment: Payment): string => String(payment['payDate']);
	return {
		employeeIds: [],
		test: (payment) => (isFrom ? day(payment) >= value : day(payment) <= value),
	};
}
