import { EMPTY_DIRECTORY } from '../../nodes/WorkableHr/records/directory';
import { normaliseEmployee } from '../../nodes/WorkableHr/records/employee';
import { day } from '../support/days';

it.each([
	['Europe/Athens', 'Europe/Athens'],
	['Athens', null],
	['(GMT+02:00) Athens', null],
	['+02:00', null],
	['', null],
	[null, null],
])('a time zone %j of the legal entity is known as %j', (timezone, expected) => {
	const legalEntities = new Map([['e1', { name: 'Acme Hellas', timezone }]]);
	const employee = normaliseEmployee(
		{ id: '4d3', legal_entity: 'e1' },
		{ directory: { ...EMPTY_DIRECTORY, legalEntities }, today: day('2024-06-10') },
	);
	expect(employee).toMatchObject({ legalEntity: 'Acme Hellas', timezone: expected });
});
