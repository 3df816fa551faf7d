import { ok } from '../../kit/requests.mts';
import type { Call, Endpoint } from '../api.mts';
import { forbidden, notFound, required } from '../api.mts';
import { policiesOf, POLICY_TYPES } from '../reference.mts';
import type { PolicyType } from '../reference.mts';

/** What time off there is; all of it needs a permission of its own. */
export function policyRoutes(endpoint: Endpoint): void {
	endpoint('GET', '/timeoff/policy-types', {}, (call) => {
		mustManage(call);
		return ok({ policyTypes: POLICY_TYPES.map(({ name }) => name) });
	});

	endpoint('GET', '/timeoff/policy-types/{type}', {}, (call) => {
		const { name, activity, unit } = typeOf(call);
		return ok({ name, activity, unit });
	});

	endpoint('GET', '/timeoff/policy-types/{type}/reason-codes', {}, (call) =>
		ok({ reasonCodes: typeOf(call).reasonCodes }),
	);

	endpoint('GET', '/timeoff/policies/names', { query: ['policyTypeName'] }, (call) => {
		mustManage(call);
		const type = typeNamed(required(call.query, 'policyTypeName'));
		return ok({ policies: policiesOf(type.name) });
	});

	endpoint('GET', '/timeoff/policies', { query: ['policyName'] }, (call) => {
		mustManage(call);
		const policyName = required(call.query, 'policyName');
		const type = POLICY_TYPES.find(({ name }) => policiesOf(name).includes(policyName));
		if (!type) throw notFound();
		return ok({ name: policyName, policyTypeName: type.name, unit: type.unit });
	});
}

function mustManage({ user }: Call): void {
	if (!user.permissions.timeOffSettings) throw forbidden();
}

function typeOf(call: Call): PolicyType {
	mustManage(call);
	return typeNamed(call.params['type'] ?? '');
}

function typeNamed(wanted: string): PolicyType {
	const type = POLICY_TYPES.find(({ name }) => name === wanted);
	if (!type) throw notFound();
	return type;
}
