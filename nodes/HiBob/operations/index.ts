import { eventGetAllSince } from '../../shared/actions/eventGetAllSince';
import type { Operation } from '../../shared/actions/operation';
import { changes } from '../changes';
import { hiBob } from '../vendor';
import { employeeGet } from './employeeGet';
import { employeeGetAll } from './employeeGetAll';
import { tableEntryGet } from './tableEntryGet';
import { tableEntryGetAll } from './tableEntryGetAll';
import { timeOffGet } from './timeOffGet';
import { timeOffGetAll } from './timeOffGetAll';

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
		hiBob,
		changes,
		'Retrieve a list of leave events; HiBob cannot tell when people and their tables changed',
	),
	tableEntryGet,
	tableEntryGetAll,
	timeOffGet,
	timeOffGetAll,
];
