import { eventGetAllSince } from '../../shared/actions/eventGetAllSince';
import type { Operation } from '../../shared/actions/operation';
import { changes } from '../changes';
import { factorial } from '../vendor';
import { contractVersionGet } from './contractVersionGet';
import { contractVersionGetAll } from './contractVersionGetAll';
import { employeeGet } from './employeeGet';
import { employeeGetAll } from './employeeGetAll';
import { timeOffGet } from './timeOffGet';
import { timeOffGetAll } from './timeOffGetAll';

export const resources = [
	{ name: 'Contract Version', value: 'contractVersion' },
	{ name: 'Employee', value: 'employee' },
	{ name: 'Event', value: 'event' },
	{ name: 'Time Off', value: 'timeOff' },
] as const;

export const operations: readonly Operation[] = [
	contractVersionGet,
	contractVersionGetAll,
	employeeGet,
	employeeGetAll,
	eventGetAllSince(
		factorial,
		changes,
		'Retrieve a list of HR events, as far as people, contract versions and leaves show when they changed',
	),
	timeOffGet,
	timeOffGetAll,
];
