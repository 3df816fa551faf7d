import type { INodeProperties } from 'n8n-workflow';

import { recordLocator } from '../../shared/actions/fields';

/** The person an operation is about. */
export const employeeField: INodeProperties = recordLocator({
	displayName: 'Employee',
	name: 'employeeId',
	searchListMethod: 'searchEmployees',
	fromTrigger: '={{ $json.refs.employeeId }}',
	description: 'Choose a person, or leave the ID of the event that started the workflow',
});

/** The person an operation may be limited to. */
export const optionalEmployeeField: INodeProperties = recordLocator({
	displayName: 'Employee',
	name: 'employeeId',
	searchListMethod: 'searchEmployees',
	fromTrigger: '',
	required: false,
	description: 'Leave empty for everyone',
});
