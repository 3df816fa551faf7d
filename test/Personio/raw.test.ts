import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/Personio/operations';
import type { PersonioSimulator } from '../../simulators/personio/index.mts';
import { answer } from '../fixtures/personio/serve.mts';
import type { AsSent } from '../support/asSent';
import { PRIVATE, rawIsAsSent } from '../support/asSent';
import { action, actionIn, startRoomyPersonio } from '../support/personio';

const NOW = Date.parse('2026-03-18T10:00:00.000Z');

let personio: PersonioSimulator;
beforeEach(async () => {
	personio = await startRoomyPersonio({ people: 0, now: () => NOW });
	Settings.now = () => NOW;
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

const lists = (path: string, ..._data: unknown[]): void => answer(personio, path, { _data });

const ID = '3004';
const PERSON = `/v2/persons/${ID}`;
const byId: IDataObject = {
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value: ID } as IDataObject,
};
const everyone: IDataObject = { people: 'everyone', returnAll: true };

const person = {
	last_name: null,
	id: 3004,
	first_name: { given: 'Ada' },
	email: ['ada@example.com'],
	status: 'ACTIVE',
	preferred_name: 4077,
	updated_at: 'yesterday',
	custom_attributes: [
		{ id: 7, type: { kind: 'int' }, value: PRIVATE },
		{ label: 'no id', value: '7.5' },
	],
};
const employment = {
	weekly_working_hours: '20',
	id: 40,
	status: 'ON_THE_MOON',
	person: ID,
	employment_start_date: '2024-02-29T00:00:00Z',
	position: 'Baker',
	org_units: '[{"id":1,"type":["team"]}]',
	cost_centers: [{ id: 'c', weight: 'all' }, 5],
	termination: { terminated_at: 'in May', reason: PRIVATE },
	updated_at: null,
};
const absence = {
	comment: PRIVATE,
	id: 11,
	person: ID,
	absence_type: { id: ['u'] },
	starts_from: { date_time: '2026-03-16T00:00:00', type: 'AT_NOON' },
	ends_at: { date_time: '2026-03-17T00:00:00' },
	approval: { status: 'ESCALATED' },
	timezone_id: 'Berlin',
	updated_at: 7,
};
const days = [
	{ date: '2026-03-16', effective_duration: { value: '0.50', unit: 'day' }, remark: PRIVATE },
];
const type = { unit: { per: 'day' }, id: 5, name: { en: 'Holiday' }, remark: PRIVATE };

const PERSON_SAYS = ['first_name', 'email', 'updated_at', 'custom_attributes.id'];
const EMPLOYMENT_SAYS = ['position', 'org_units.type', 'cost_centers.weight'];
const ABSENCE_SAYS = ['absence_type.id', 'starts_from.type', 'timezone_id'];

const servesPeople = (): void => {
	answer(personio, PERSON, person);
	lists('/v2/persons', person);
	answer(personio, `${PERSON}/employments/40`, employment);
	lists(`${PERSON}/employments`, employment);
};
const servesAbsence = (): void => {
	answer(personio, '/v2/absence-periods/11', absence);
	lists('/v2/absence-periods', absence);
	lists('/v2/absence-periods/11/breakdowns', ...days);
};
const recorded = {
	version: 1,
	event_name: 'absence-period.created',
	occurred_at: '2026-03-17T09:00:00+01:00',
	payload: { 'absence-period': 11, note: { of: PRIVATE } },
};

const cases: AsSent[] = [
	{
		of: ['employee', 'get'],
		parameters: byId,
		serve: servesPeople,
		raw: [{ ...person, employments: [employment] }],
		says: [...PERSON_SAYS, ...EMPLOYMENT_SAYS],
	},
	{
		of: ['employee', 'getAll'],
		parameters: { returnAll: true },
		serve: servesPeople,
		raw: [{ ...person, employments: [employment] }],
		says: [...PERSON_SAYS, ...EMPLOYMENT_SAYS],
	},
	{
		of: ['employee', 'getAll'],
		how: 'without employments',
		parameters: { returnAll: true, includeEmployments: false },
		serve: () => lists('/v2/persons', { ...person, id: {} }, person),
		raw: [person],
		says: [...PERSON_SAYS, '1 record that cannot be read'],
	},
	{
		of: ['employment', 'get'],
		parameters: { ...byId, entryId: '40' },
		serve: servesPeople,
		raw: [employment],
		says: EMPLOYMENT_SAYS,
	},
	{
		of: ['employment', 'getAll'],
		parameters: everyone,
		serve: servesPeople,
		raw: [employment],
		says: EMPLOYMENT_SAYS,
	},
	{
		of: ['timeOff', 'get'],
		parameters: { leaveId: '11' },
		serve: servesAbsence,
		raw: [absence],
		says: ABSENCE_SAYS,
	},
	{
		of: ['timeOff', 'getAll'],
		how: 'with the days',
		parameters: { ...everyone, fetchLeaveDays: true },
		serve: servesAbsence,
		raw: [{ ...absence, breakdowns: days }],
		says: ABSENCE_SAYS,
	},
	{
		of: ['absenceType', 'getAll'],
		parameters: { returnAll: true },
		serve: () => lists('/v2/absence-types', type),
		raw: [type],
		says: ['name', 'unit'],
	},
	{
		of: ['event', 'getAllSince'],
		parameters: { since: '2026-03-01T00:00:00Z', returnAll: true },
		serve: () => {
			lists('/v2/webhooks', { id: 'w' });
			lists('/v2/webhooks/w/events', recorded);
			servesPeople();
			servesAbsence();
		},
		raw: [recorded],
		says: ABSENCE_SAYS,
	},
];

rawIsAsSent(
	{ action, operations, actionWith: (parameters) => actionIn(personio, { parameters }) },
	cases,
);
