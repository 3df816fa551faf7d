/** A vendor that is reached at `baseUrl` and wants `token` in a header. */
exports.SelftestApi = class SelftestApi {
	name = 'selftestApi';
	displayName = 'Selftest API';
	properties = [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
	];
	authenticate = {
		type: 'generic',
		properties: { headers: { 'x-token': '={{$credentials.token}}' } },
	};
	test = { request: { baseURL: '={{$credentials.baseUrl}}', url: '/check' } };
};
