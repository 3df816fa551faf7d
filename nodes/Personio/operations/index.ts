import { eventGetAllSince } from '../../shared/actions/eventGetAllSince';
import type { Operation } from '../../shared/actions/operation';
import { changes } from '../changes';
import { personio } from '../vendor';
import { absenceTypeGetAll } from './absenceTypeGetAll';
import { employeeGet } from './employeeGet';
import { employeeGetAll } from './employeeGetAll';
import { employmentGet } from './employmentGet';
import { employmentGetAll } from './employmentGetAll';
import { timeOffGet } from './timeOffGet';
import { timeOffGetAll } from './timeOffGetAll';

export const resources = [
	{ name: 'Absence Type', value: 'absenceType' },
	{ name: 'Employee', value: 'employee' },
	{ name: 'Employment', value: 'employment' },
	{ name: 'Event', value: 'event' },
	{ name: 'Time Off', value: 'timeOff' },
] as const;

export const operations: readonly Operation[] = [
	absenceTypeGetAll,
	employeeGet,
	employeeGetAll,
	employmentGet,
	employmentGetAll,
	eventGetAllSince(
		personio,
		changes,
		'Retrieve a list of HR events of the last 30 days, from what Personio keeps with its webhooks',
	),
	timeOffGet,
	timeOffGetAll,
];
