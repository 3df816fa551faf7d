import { toolEnvironment } from './paths.mts';

/** Where a process of n8n keeps its files and listens, and what it is for. */
export interface Settings {
	userFolder: string;
	url: string;
	port: number;
	brokerPort: number;
	editor: boolean;
}

/**
 * The environment of a process of n8n. n8n sees nothing of our own environment, so a developer's settings
 * cannot change a test. The encryption key is left to n8n, which keeps it with its data: a folder can be
 * used again.
 */
export function environment(settings: Settings): Record<string, string> {
	const { userFolder, url, port, brokerPort, editor } = settings;
	return {
		PATH: toolEnvironment.PATH ?? '',
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_WEBHOOK_URL: `${url}/`,
		N8N_EDITOR_BASE_URL: url,
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_DISABLE_UI: String(!editor),
		// n8n then prepares for expressions only in workflows that have some: deliveries take a fifth of
		// the time.
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	};
}
