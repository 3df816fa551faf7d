/** Registers itself with the vendor by POST, takes itself off by DELETE, hands on each delivery. */
exports.SelftestTrigger = class SelftestTrigger {
	description = {
		displayName: 'Selftest Trigger',
		name: 'selftestTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts the workflow on each delivery',
		defaults: { name: 'Selftest Trigger' },
		inputs: [],
		outputs: ['main'],
		credentials: [{ name: 'selftestApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: [{ displayName: 'Topic', name: 'topic', type: 'string', default: 'hires' }],
	};

	webhookMethods = {
		default: {
			async checkExists() {
				return false;
			},
			async create() {
				await callVendor(this, 'POST');
				return true;
			},
			async delete() {
				await callVendor(this, 'DELETE');
				return true;
			},
		},
	};

	async webhook() {
		return { workflowData: [[{ json: this.getBodyData() }]] };
	}
};

async function callVendor(context, method) {
	const { baseUrl } = await context.getCredentials('selftestApi');
	const options = {
		method,
		url: `${baseUrl}/webhooks`,
		body: { url: context.getNodeWebhookUrl('default'), topic: context.getNodeParameter('topic') },
		json: true,
	};
	try {
		await context.helpers.httpRequestWithAuthentication.call(context, 'selftestApi', options);
	} catch {
		throw new Error(`The vendor refused to ${method} the webhook`);
	}
}
