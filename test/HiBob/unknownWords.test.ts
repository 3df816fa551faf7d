import { answeringHiBob, ID, PERSON, typesOf } from '../support/hibobAnswers';

/*
 * Words that HiBob or a company uses and nobody here knows: they are never taken for one that is known.
 */

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/thousandth'));

const { answers, told, doing, hints } = answeringHiBob();
beforeEach(() => {
	answers(/^\/people\/\d+$/, PERSON);
});

describe('a status of the lifecycle', () => {
	it.each([
		['Returned from garden leave'],
		['No garden leave'],
		['Äterminated'],
		['Never leave'],
		['On notice (no leave)'],
	])('%j of the company says nothing about anybody', async (status) => {
		answers(/\/lifecycle$/, {
			values: [
				{ id: 50, effectiveDate: '2021-09-01', status: 'Employed' },
				{ id: 51, effectiveDate: '2027-01-19', status },
			],
		});
		const row = { employeeId: ID, tableId: 'lifecycle', effectiveDate: '2027-01-19' };
		const found = await told('table.entry.created', row);
		expect(typesOf(found)).toEqual(['table.entry_created']);
		expect(found.unrecognised[0]?.enrichment.reason).toContain(status);
	});

	it('is not told of the person either', async () => {
		answers('/people/search', {
			employees: [{ ...PERSON, internal: { lifecycleStatus: 'Returned from garden leave' } }],
		});
		const [found] = await doing(['employee', 'getAll'], { returnAll: true });
		expect(found).toMatchObject({ status: 'unknown', statusRaw: 'Returned from garden leave' });
	});
});

describe('a status of a time-off request', () => {
	const request = {
		...{ employeeId: ID, requestId: 9, policyTypeDisplayName: 'Holiday', type: 'days' },
		...{ startDate: '2027-02-01', endDate: '2027-02-03', approved: true },
	};
	const changed = ['timeoff.request.updated', { employeeId: ID, timeoffRequestId: 9 }] as const;

	it.each(['withdrawn', 'cancellation_requested', 5, 'не approved'])(
		'%j is not approved, also if it was once',
		async (status) => {
			answers(/\/requests\/9$/, { ...request, status });
			const { events } = await told(...changed);
			expect(events[0]?.leave).toMatchObject({ status: 'unknown', isConfirmed: null });
			expect(events[0]?.leave?.statusRaw).toBe(String(status));
		},
	);

	it.each([null, '', undefined])('%j: whether it was approved says it', async (status) => {
		answers(/\/requests\/9$/, { ...request, status });
		const { events } = await told(...changed);
		expect(events[0]?.leave).toMatchObject({ status: 'approved', isConfirmed: true });
	});

	it('nor in a list of who is out', async () => {
		answers('/timeoff/whosout', { outs: [{ ...request, status: 'withdrawn' }] });
		const period = { list: 'out', from: '2027-02-01', to: '2027-03-01' };
		const found = await doing(['timeOff', 'getAll'], { people: 'everyone', ...period });
		expect(found).toMatchObject([{ status: 'unknown', isConfirmed: null }]);
		expect(hints).toEqual([]);
	});

	it.each([
		['Withdrawn', 'unknown', null],
		[' canceled', 'cancelled', false],
		[null, 'approved', true],
	])('that a change of the kind %j leaves is %s', async (changeType, status, isConfirmed) => {
		const change = { ...request, changeType, createdOn: '2027-01-11T09:00:00' };
		answers('/timeoff/requests/changes', { changes: [change] });
		const since = { list: 'changes', since: '2027-01-01T00:00:00Z' };
		const found = await doing(['timeOff', 'getAll'], { people: 'everyone', ...since });
		expect(found).toMatchObject([{ status, isConfirmed }]);
	});
});
