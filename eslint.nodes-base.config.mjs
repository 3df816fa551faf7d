/**
 * A second lint run, on top of n8n's own configuration: the current major version of
 * eslint-plugin-n8n-nodes-base, which n8n's configuration does not use yet.
 */
import parser from '@typescript-eslint/parser';
import plugin from 'eslint-plugin-n8n-nodes-base';

// Switched off in n8n's own configuration as well, which asks for the opposite: connection types
// by name instead of as text, and a web address as documentation.
const CONTRADICTED = {
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
};

function rulesFor(files, { rules }) {
	return {
		files,
		plugins: { 'n8n-nodes-base': plugin },
		languageOptions: { parser, parserOptions: { extraFileExtensions: ['.json'] } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: { ...rules, ...CONTRADICTED },
	};
}

export default [
	rulesFor(['package.json'], plugin.configs.community),
	rulesFor(['credentials/**/*.ts'], plugin.configs.credentials),
	rulesFor(['nodes/**/*.ts'], plugin.configs.nodes),
];
