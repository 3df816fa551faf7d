import { eventGetAllSince } from '../../shared/actions/eventGetAllSince';
import type { Operation } from '../../shared/actions/operation';
import { changes } from '../changes';
import { workable } from '../vendor';
import { employeeGet } from './employeeGet';
import { employeeGetAll } from './employeeGetAll';
import { tableEntryGet } from './tableEntryGet';
import { tableEntryGetAll } from './tableEntryGetAll';
import { timeOffGet } from './timeOffGet';
import { timeOffGetAll } from './timeOffGetAll';
import { timeOffGetBalances } from './timeOffGetBalances';

export const resources = [
	{ name: 'Employee', value: 'employee' },
	{ name: 'Event', value: 'event' },
	{ name: 'Table Entry', value: 'tableEntry' },
	{ name: 'Time Off', value: 'timeOff' },
] as const;

export const operations: readonly Operation[] = [
	employeeGet,
	employeeGetAll,
	eventGetAllSince(
		workable,
		changes,
		'Retrieve a list of leave events; Workable cannot tell when employees changed',
	),
	tableEntryGet,
	tableEntryGetAll,
	timeOffGet,
	timeOffGetAll,
	timeOffGetBalances,
];
