import { eventGetAllSince } from '../../shared/actions/eventGetAllSince';
import type { Operation } from '../../shared/actions/operation';
import { personio } from '../vendor';
import { absenceTypeGetAll } from './absenceTypeGetAll';
import { employeeGet } from './employeeGet';
import { employeeGetAll } from './employeeGetAll';
import { employmentGet } from './employmentGet';
import { employmentGetAll } from './employmentGetAll';
import { timeOffGet } from './timeOffGet';
import { timeOffGetAll } from './timeOffGetAll';

/** What the action node can do, in the order of its drop-downs. */
export const operations: readonly Operation[] = [
	absenceTypeGetAll,
	employeeGet,
	employeeGetAll,
	employmentGet,
	employmentGetAll,
	eventGetAllSince(personio, {
		description:
			'Retrieve a list of HR events of the last 30 days, from what Personio keeps with its webhooks',
		limits: 'Personio keeps no events for longer than 30 days.',
	}),
	timeOffGet,
	timeOffGetAll,
];
