import { ok } from '../../kit/requests.mts';
import type { Answer } from '../../kit/requests.mts';
import type { Call, Endpoint, RouteContext } from '../api.mts';
import { badRequest, flag, forbidden, notFound, page } from '../api.mts';
import { LOGIN_PAGE } from '../pages.mts';
import { rowView } from '../rowView.mts';
import { maySee, rowsAllowed } from '../serviceUsers.mts';
import type { ServiceUser } from '../serviceUsers.mts';
import type { Row } from '../tables.mts';
import { kindOf, TABLES } from '../tables.mts';

const READABLE = 'includeHumanReadable';

/** The rows of one person, in the built-in tables and in custom ones. */
export function tableRoutes(endpoint: Endpoint, { state, options }: RouteContext): void {
	for (const { id: table, path } of TABLES) {
		if (path === null) continue;
		// As seen for this one of the built-in tables.
		const refusesContentType = table === 'bankAccounts';
		endpoint(
			'GET',
			`/people/{id}/${path}`,
			{ query: [READABLE], refusesContentType },
			({ params, query, user }) => {
				const withReadable = flag(query, READABLE);
				if (withReadable && options.humanReadableOnTables === 'html') return page(LOGIN_PAGE);
				if (withReadable && options.humanReadableOnTables === 'refused') {
					throw badRequest(`${READABLE} is not supported.`, null);
				}
				return rowsOf({ table, employeeId: params['id'] ?? '', user, withReadable });
			},
		);
	}

	endpoint(
		'GET',
		'/people/custom-tables/{employeeId}/{tableId}',
		{ query: [READABLE], refusesContentType: true },
		({ params, query, user }) => {
			const table = params['tableId'] ?? '';
			if (!state.customTables.some(({ id }) => id === table)) throw notFound();
			const employeeId = params['employeeId'] ?? '';
			return rowsOf({ table, employeeId, user, withReadable: flag(query, READABLE) });
		},
	);

	endpoint('GET', '/people/custom-tables/metadata', {}, () => ok({ tables: state.customTables }));

	endpoint('GET', '/people/custom-tables/metadata/{id}', {}, ({ params }) => {
		const table = state.customTables.find(({ id }) => id === params['id']);
		if (!table) throw notFound();
		return ok(table);
	});

	interface Asked {
		table: string;
		employeeId: string;
		user: Call['user'];
		withReadable: boolean;
	}

	function rowsOf({ table, employeeId, user, withReadable }: Asked): Answer {
		const allowed = rowsAllowed(user, table);
		if (allowed === 'none') throw forbidden();
		if (state.people.seen(employeeId) === undefined) throw notFound();
		if (!maySee(user, employeeId)) throw forbidden();
		const rows = state.rowsSeen(table, employeeId);
		const { statusSpelling } = options;
		const question = { table, withReadable, statusSpelling };
		const ordered = options.newestFirst ? rows.toReversed() : rows;
		const shown = rowsFor(table, ordered, allowed).map((row) =>
			withoutHidden(user, table, rowView(state, row, question)),
		);
		return answerWith(shown, restrictedColumns(user, table));
	}

	function answerWith(rows: Row[], restricted: object | null): Answer {
		if (rows.length === 0 && options.emptyTableAnswer === 'empty-body') {
			return { status: 200, body: '' };
		}
		if (options.tableAnswer === 'list') return ok(rows);
		if (restricted === null) return ok({ values: rows });
		return {
			...ok({ values: rows, restricted_columns: restricted }),
			headers: { 'X-Has-Restricted-Columns': 'true' },
		};
	}
}

/** What may not be seen is null. */
function withoutHidden({ permissions }: ServiceUser, table: string, row: Row): Row {
	const history = row.isCurrent === false ? (permissions.hiddenHistory[table] ?? []) : [];
	const hidden = [...(permissions.hiddenColumns[table] ?? []), ...history];
	return { ...row, ...Object.fromEntries(hidden.map((column) => [column, null])) };
}

/** The hidden columns of a table. Null if none are hidden. */
function restrictedColumns({ permissions }: ServiceUser, table: string): object | null {
	const columns = permissions.hiddenColumns[table] ?? [];
	const history = permissions.hiddenHistory[table] ?? [];
	if (columns.length === 0 && history.length === 0) return null;
	return { no_view_permission: columns, no_view_history_permission: history };
}

/** Tables without history have only present rows. */
export function rowsFor(
	table: string,
	rows: readonly Row[],
	allowed: 'all' | 'current',
): readonly Row[] {
	if (allowed === 'all' || !kindOf(table).historical) return rows;
	return rows.filter(({ isCurrent }) => isCurrent);
}
