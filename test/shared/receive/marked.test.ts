import { receive } from '../../../nodes/shared/receive/receive';
import { markedUrl } from '../../../nodes/shared/register/address';
import type { Vendor } from '../../../nodes/shared/vendor';
import { fakeGuidedVendor, fakeVendor, signed, surroundFake } from '../../support/fakeVendor';
import { webhookContext } from '../../support/n8n';

/** What a delivery is answered, at the URL that a node has registered, and whether it starts anything. */
async function deliver(vendor: Vendor, nodeId: string | null): Promise<[number, boolean]> {
	const surroundings = surroundFake(vendor, {
		nodeId: 'node-1',
		parameters: { hrEvents: ['employee.hired'] },
	});
	const workflowId = String(surroundings.workflow.id);
	const url = markedUrl('https://n8n.example.org/webhook/1', {
		workflowId,
		nodeId: nodeId ?? '',
		mode: 'production',
	});
	const query = nodeId === null ? {} : Object.fromEntries(new URL(url).searchParams);
	const sent = { ...signed({ type: 'person_hired', id: '1' }), query };
	const { context, answer } = await webhookContext(surroundings, sent);
	Object.defineProperty(context, 'logger', { value: { warn: () => undefined } });
	const { workflowData } = await receive(vendor).call(context);
	answer.finish(500);
	return [answer.status, workflowData !== undefined];
}

describe('a delivery whose proof is right', () => {
	it.each([
		['this node has registered', 'node-1', 200],
		['says nothing of who registered it', null, 200],
		['another node has registered, as a copy with the same key', 'node-2', 401],
	] as const)('at a URL that %s', async (_, nodeId, status) => {
		expect(await deliver(fakeVendor(), nodeId)).toEqual([status, status === 200]);
	});

	it('at a URL that somebody has entered by hand is looked at for its proof alone', async () => {
		const vendor = fakeGuidedVendor();
		expect(await deliver(vendor, 'node-2')).toEqual([200, true]);
	});
});
