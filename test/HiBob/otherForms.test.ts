import { failure } from '../support/hibob';
import { answeringHiBob, ID, PERSON, typesOf } from '../support/hibobAnswers';

/*
 * The same in another form: it means what it means in the documented one, and what cannot be compared or
 * put in order is said.
 */

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/thousandth'));

const { answers, told, doing, hints } = answeringHiBob();
beforeEach(() => {
	answers(/^\/people\/\d+$/, PERSON);
});

const ROW_ADDED = 'table.entry.created';
const employed = { id: 50, effectiveDate: '2021-09-01', status: 'Employed' };
const left = { id: 51, effectiveDate: '2027-01-19', status: 'Terminated' };
const row = { employeeId: ID, tableId: 'lifecycle', effectiveDate: '2027-01-19' };

describe('the name of a table', () => {
	it.each(['Lifecycle', 'LIFECYCLE', ' lifecycle ', { id: 'Lifecycle' }])(
		'%j is that of the table that decides',
		async (tableId) => {
			answers(/\/lifecycle$/, { values: [employed, left] });
			const found = await told(ROW_ADDED, { ...row, tableId });
			expect(typesOf(found)).toEqual([
				'employee.access_ended',
				'employee.terminated',
				'table.entry_created',
			]);
			expect(found.events.map(({ table }) => table?.name)).toEqual(Array(3).fill('lifecycle'));
			expect(found.unrecognised).toEqual([]);
		},
	);

	it('of work likewise', async () => {
		answers(/\/work$/, {
			values: [
				{ id: 1, effectiveDate: '2024-01-01', title: '5' },
				{ id: 2, effectiveDate: '2027-01-19', title: '6' },
			],
		});
		const found = await told(ROW_ADDED, { ...row, tableId: 'Work' });
		expect(typesOf(found)).toEqual(['employee.job_changed', 'table.entry_created']);
	});

	it('nobody knows is told as a change of a row, without the row', async () => {
		const found = await told(ROW_ADDED, { ...row, tableId: 'Lifecycles' });
		expect(typesOf(found)).toEqual(['table.entry_created']);
		expect(found.events[0]?.enrichment.reason).toContain('Lifecycles');
	});
});

describe('a row of the lifecycle without a status', () => {
	it.each([null, '', undefined, {}])('(%j) is said to have none', async (status) => {
		answers(/\/lifecycle$/, { values: [employed, { ...left, status }] });
		const found = await told(ROW_ADDED, row);
		expect(typesOf(found)).toEqual(['table.entry_created']);
		const { reason } = found.unrecognised[0]?.enrichment ?? {};
		expect(reason).toContain('its column status is empty');
		expect(reason).not.toContain("company's own");
	});

	it.each([
		{ no_view_permission: 'status' },
		{ no_view_permission: ['status'] },
		{ no_view_permission: [{ name: 'status' }] },
		{ no_view_history_permission: { id: 'status' } },
		['status'],
		'status',
	])('that is hidden, as %j says, is said to be hidden', async (restricted) => {
		const values = [employed, { ...left, status: null }];
		answers(/\/lifecycle$/, { values, restricted_columns: restricted });
		const found = await told(ROW_ADDED, row);
		const { reason } = found.unrecognised[0]?.enrichment ?? {};
		expect(reason).toContain('HiBob hides the column status of the table Lifecycle');
	});

	it.each([{ noViewPermission: ['status'] }, { no_view_permission: [['x', 'y']] }, 7])(
		'that may be hidden, as %j cannot be read, decides nothing',
		async (restricted) => {
			const values = [employed, { ...left, status: null }];
			answers(/\/lifecycle$/, { values, restricted_columns: restricted });
			const found = await told(ROW_ADDED, row);
			expect(typesOf(found)).toEqual(['table.entry_created']);
			expect(found.unrecognised[0]?.enrichment.reason).toContain('restricted_columns');
		},
	);

	it('is of no account where all rows have one, and what is hidden cannot be read', async () => {
		answers(/\/lifecycle$/, { values: [employed, left], restricted_columns: 7 });
		const found = await told(ROW_ADDED, row);
		expect(typesOf(found)).toContain('employee.access_ended');
		expect(found.events[0]?.enrichment.reason).toContain('restricted_columns');
	});
});

describe('a job', () => {
	const job = { title: '5', department: '7', reportsTo: { id: '9', displayName: 'Rik' } };
	const before = { id: 1, effectiveDate: '2024-01-01' };
	const now = { id: 2, effectiveDate: '2027-01-19' };
	const changedIn = async (one: object, other: object): Promise<readonly string[] | null> => {
		const values = [
			{ ...before, ...job, ...one },
			{ ...now, ...job, ...other },
		];
		answers(/\/people\/\d+\/work$/, { values });
		const { events } = await told(ROW_ADDED, { ...row, tableId: 'work' });
		const found = events.find(({ eventType }) => eventType === 'employee.job_changed');
		return found?.changedFields ?? null;
	};

	it.each([
		[{ title: 5 }, { title: '5' }],
		[{ title: ['5'] }, { title: '5' }],
		[{ title: '5' }, { title: { id: '5', name: 'Cook' } }],
		[{ title: { id: 5, name: 'Cook' } }, { title: { id: '5', name: 'Chef' } }],
		[{ title: { name: 'Cook' } }, { title: { id: '5', name: 'Cook' } }],
		[{ title: 'Cook' }, { title: { id: '5', value: 'Cook' } }],
		[{ department: null }, { department: '' }],
		[{ department: undefined }, { department: {} }],
		[{ title: { code: 7 } }, { title: { code: 7 } }],
		[{}, { reportsTo: { id: '9', displayName: 'Rik', email: 'rik@acme.example' } }],
		[{}, { reportsTo: { id: 9, displayName: 'Rik' } }],
		[{}, { reportsTo: { id: '9', displayName: 'Rika' } }],
		[{}, { reportsTo: '9' }],
		[{}, { reportsTo: 'Rik' }],
		[{ reportsTo: null }, { reportsTo: [] }],
	])('of %j is the same as %j', async (one, other) => {
		expect(await changedIn(one, other)).toBeNull();
	});

	it.each([
		[{}, { title: '6' }, ['jobTitle']],
		[{}, { title: { id: '6', name: 'Cook' } }, ['jobTitle']],
		[{ title: { id: '6', name: 'Cook' } }, { title: { id: '5', name: 'Cook' } }, ['jobTitle']],
		[{ department: null }, { department: { name: 'Bakery' } }, ['department']],
		[{}, { department: { code: 7 } }, ['department']],
		[{}, { reportsTo: { id: '10', displayName: 'Rik' } }, ['manager']],
		[{}, { reportsTo: null }, ['manager']],
		[{}, { title: '6', reportsTo: '10' }, ['jobTitle', 'manager']],
	])('of %j is another than %j', async (one, other, fields) => {
		expect(await changedIn(one, other)).toEqual(fields);
	});
});

describe('changes of a request', () => {
	const change = {
		...{ changeType: 'Created', employeeId: ID, requestId: 701, type: 'days' },
		...{ startDate: '2027-02-09', endDate: '2027-02-09', createdOn: '2027-01-10T09:00:00.5' },
	};
	const other = { ...change, requestId: 702 };
	const since = { people: 'everyone', list: 'changes', since: '2027-01-01T00:00:00Z' };

	it.each([null, 'soon', undefined])(
		'of one of which nobody knows when it was (%j) leave the request out, and that is said',
		async (createdOn) => {
			const changes = [{ ...change, changeType: 'Canceled', createdOn }, change, other];
			answers('/timeoff/requests/changes', { changes });
			expect(await doing(['timeOff', 'getAll'], since)).toMatchObject([{ id: '702' }]);
			expect(hints.join()).toMatch(/a list of changes of time off with 1 record .*createdOn/);
		},
	);

	it('need no day where there is one alone', async () => {
		answers('/timeoff/requests/changes', { changes: [{ ...change, createdOn: null }, other] });
		const found = await doing(['timeOff', 'getAll'], since);
		expect(found.map(({ id }) => id).sort()).toEqual(['701', '702']);
		expect(hints).toEqual([]);
	});
});

describe('the filter Policy Types', () => {
	const out = {
		...{ employeeId: ID, requestId: 1, type: 'days', status: 'approved' },
		...{ startDate: '2027-02-01', endDate: '2027-02-03', policyTypeDisplayName: 'Holiday' },
	};
	const asked = {
		...{ people: 'everyone', list: 'out', from: '2027-02-01', to: '2027-03-01' },
		filters: { policyTypes: ['Holiday'] },
	};
	const outWith = (policyTypeDisplayName: unknown): void => {
		answers('/timeoff/whosout', { outs: [out, { ...out, requestId: 2, policyTypeDisplayName }] });
	};

	it.each([{}, null, '', undefined])(
		'leaves out what says none (%j), and says so',
		async (name) => {
			outWith(name);
			expect(await doing(['timeOff', 'getAll'], asked)).toMatchObject([{ id: '1' }]);
			expect(hints.join()).toContain('policyTypeDisplayName (a filter needs it)');
		},
	);

	it.each(['holiday', ' Holiday', { name: 'HOLIDAY' }])('takes %j', async (name) => {
		outWith(name);
		expect(await doing(['timeOff', 'getAll'], asked)).toHaveLength(2);
		expect(hints).toEqual([]);
	});

	it('leaves out another kind in silence', async () => {
		outWith('Sick leave');
		expect(await doing(['timeOff', 'getAll'], asked)).toHaveLength(1);
		expect(hints).toEqual([]);
	});
});

describe('the days of a request', () => {
	const request = {
		...{ employeeId: ID, requestId: 9, policyTypeDisplayName: 'Holiday', type: 'days' },
		...{ status: 'approved', durationUnit: 'days', startDate: '2027-02-01', endDate: '2027-02-03' },
		...{ startPortion: 'all_day', endPortion: 'all_day' },
	};
	const toldOf = async (fields: object): ReturnType<typeof told> => {
		answers(/\/requests\/9$/, { ...request, ...fields });
		return await told('timeoff.request.updated', { employeeId: ID, timeoffRequestId: 9 });
	};

	it.each([
		[{ '2027-02-01': 1 }, []],
		[[{ day: '2027-02-01', cost: 1 }], []],
		[
			[
				{ day: '2027-02-01', cost: 1 },
				{ date: '2027-02-02', cost: 1 },
			],
			['2027-02-02'],
		],
		// The one that cannot be read may cost something: whether this is a day off is not known.
		[
			[
				{ day: '2027-02-01', cost: 1 },
				{ date: '2027-02-02', cost: 0 },
			],
			[],
		],
		[
			[
				{ date: '1.2.2027', cost: 1 },
				{ date: '2027-02-02', cost: 1 },
			],
			['2027-02-02'],
		],
		[[{ date: '1.2.2027' }, { date: '2027-02-02', dayPortion: 'morning' }], ['2027-02-02']],
	])(
		'of which one has no day that can be read (%j) have no sum, and are named',
		async (sent, days) => {
			const { events } = await toldOf({ durations: sent });
			expect(events[0]?.leave?.days.map(({ date }) => date)).toEqual(days);
			expect(events[0]?.leave?.amount).toBeNull();
			expect(events[0]?.enrichment.reason).toContain('durations');
		},
	);

	it.each([[[]], [null], [{}]])('that are not listed (%j) are none', async (durations) => {
		const { events } = await toldOf({ durations, endDate: '2027-02-01' });
		expect(events[0]?.leave).toMatchObject({ amount: 1 });
		expect(events[0]?.enrichment.reason).not.toContain('durations');
	});

	it('that end before they begin are not told', async () => {
		const { events } = await toldOf({ endDate: '2027-01-01' });
		expect(events[0]?.leave).toMatchObject({ id: '9', startDate: null, endDate: null, days: [] });
		expect(events[0]?.enrichment.reason).toContain('endDate');

		const asked = { people: 'everyone', list: 'out', from: '2027-01-01', to: '2027-03-01' };
		const odd = { ...request, requestId: 10, endDate: '2027-01-01' };
		answers('/timeoff/whosout', { outs: [request, odd] });
		expect(await doing(['timeOff', 'getAll'], asked)).toMatchObject([{ id: '9' }]);
		expect(hints.join()).toContain('endDate');
	});

	it('that are not there have no parts, and that is said', async () => {
		const { events } = await toldOf({ startDate: null, endDate: null });
		expect(events[0]?.leave).toMatchObject({ startDate: null, startPart: null, endPart: null });
		expect(events[0]?.enrichment.reason).toContain('startDate');
	});
});

describe('a page of a bulk read', () => {
	const page = (people: number, more: object): object => ({
		results: Array.from({ length: people }, (_, at) => ({
			employeeId: String(1000 + at),
			values: [{ id: at, effectiveDate: '2025-01-01' }],
		})),
		...more,
	});
	const asked = { people: 'everyone', returnAll: true, table: 'employment' };

	it.each([
		{},
		{ response_metadata: null },
		{ response_metadata: { nextCursor: 'x' } },
		{ metadata: { cursor: 'x' } },
	])(
		'that is full and does not say whether it is the last (%j) is not taken for it',
		async (more) => {
			answers('/bulk/people/employment', page(200, more));
			const error = await failure(doing(['tableEntry', 'getAll'], asked));
			expect(error.message).toBe('HiBob did not give a complete list');
			expect(error.description).toContain('whether there is more');
		},
	);

	it.each([
		[200, { response_metadata: { cursor: null } }],
		[200, { response_metadata: { next_cursor: '' } }],
		[199, {}],
	])('of %d with %j is the last', async (people, more) => {
		answers('/bulk/people/employment', page(people, more));
		expect(await doing(['tableEntry', 'getAll'], asked)).toHaveLength(people);
	});
});
