import type { IDataObject, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type { z } from 'zod/v4';

import { outputOf, outputProperties } from '../../../nodes/shared/actions/output';
import { employee, employeeSchema } from '../../../nodes/shared/model/employee';
import { hrEventSchema } from '../../../nodes/shared/model/hrEvent';
import { leaveItemSchema } from '../../../nodes/shared/model/leave';
import { tableEntryItemSchema } from '../../../nodes/shared/model/tableEntry';
import { fakeCredential } from '../../support/fakeVendor';
import { executeContext, surround } from '../../support/n8n';

const node: INodeType = {
	description: {
		displayName: 'Fake HR',
		name: 'fakeHr',
		group: ['transform'],
		version: 1,
		description: 'Reads the records of nobody',
		defaults: { name: 'Fake HR' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [...outputProperties],
	},
};

const ADA = employee({ id: '1', displayName: 'Ada', workEmail: 'ada@work.example' });

function shaped(parameters: IDataObject, schema: z.ZodType = employeeSchema): IDataObject {
	const surroundings = surround({
		type: node,
		credentialType: fakeCredential,
		credential: {},
		parameters,
	});
	const shape = outputOf(executeContext(surroundings, [{}]), 0, schema);
	return shape({ normalised: { ...ADA }, raw: { secret: true } });
}

function refusal(parameters: IDataObject): NodeOperationError {
	let thrown: unknown = new RangeError('It did not fail');
	try {
		shaped(parameters);
	} catch (error) {
		thrown = error;
	}
	if (thrown instanceof NodeOperationError) return thrown;
	throw thrown;
}

const selected = (outputFields: unknown): IDataObject =>
	({ output: 'selected', outputFields }) as IDataObject;

it.each<[IDataObject, IDataObject]>([
	[{}, { ...ADA }],
	[{ output: 'RAW' }, { secret: true }],
	[{ output: '={{ "Normalised" }}' }, { ...ADA }],
	[selected('id, displayName'), { id: '1', displayName: 'Ada' }],
	[selected('={{ ["id"] }}'), { id: '1' }],
	[selected('["id", "manager.id"]'), { id: '1', manager: { id: null } }],
])('%j gives %j', (parameters, expected) => {
	expect(shaped(parameters)).toEqual(expected);
});

it.each<[IDataObject, string]>([
	[selected(''), "'Fields' is empty"],
	[selected('={{ $json.nothing }}'), "'Fields' is empty"],
	[selected('={{ ({ id: 1 }) }}'), "'Fields' is not a list of names"],
	[selected('id, salary'), "'Fields' contains a name that does not exist: salary"],
	[selected('ID'), "'Fields' contains a name that does not exist: ID"],
	[selected('manager.salary'), "'Fields' contains a name that does not exist: manager.salary"],
	[selected('id.first'), "'Fields' contains a name that does not exist: id.first"],
	[{ output: 'everything' }, "'Output' is not one of: Normalised, Raw, Selected Fields"],
	[{ output: '={{ $json.nothing }}' }, "'Output' is empty"],
])('%j is refused: %s', (parameters, message) => {
	const error = refusal(parameters);
	expect(error.message).toBe(message);
	expect(error.context).toMatchObject({ itemIndex: 0 });
});

it('a name that is none is told with those that there are', () => {
	expect(refusal(selected('salary')).description).toContain('id, employeeNumber, displayName');
});

it.each<[string, z.ZodType]>([
	['employee.manager.displayName, refs.leaveId, table.record.job_title, raw', hrEventSchema],
	['employeeId, days[0].date, days.0.hours', leaveItemSchema],
	['employeeId, record.humanReadable.title, record', tableEntryItemSchema],
])('%s are fields', (outputFields, schema) => {
	expect(() => shaped(selected(outputFields), schema)).not.toThrow();
});
