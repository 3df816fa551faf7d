/** Whose a registered URL is, seen from one node. */
export type Ownership =
	/** This node's: at this very address, or left over from its test run. */
	| 'ours'
	/** This node's production address, seen from its test run. */
	| 'production'
	/** This node's path elsewhere: our earlier address, or a copy of this n8n. */
	| 'earlier'
	/** Somebody else's. */
	| 'stranger';

/** The address of a node's webhook, taken apart. */
export interface Address {
	readonly host: string;
	/** What n8n is reached under, such as `/n8n`; empty at the root of a host. */
	readonly prefix: string;
	/** n8n's endpoint, such as `webhook` or `webhook-test`; both are configurable. */
	readonly endpoint: string;
	/** The webhook's own path with its UUID; n8n keeps it over renames and never gives it twice. */
	readonly path: string;
	/** Whether it is known to be the address of a test run. */
	readonly isTest: boolean;
}

/** Marks the URL of a test registration: n8n's endpoint for tests has no fixed name. */
const TEST_MARK = ['mode', 'test'] as const;

/** The URL to register for a test run, so that one left over can be told from a live one. */
export function markAsTest(url: string): string {
	const marked = new URL(url);
	marked.searchParams.set(...TEST_MARK);
	return marked.href;
}

/**
 * Takes a node's webhook URL apart: `https://host/prefix/endpoint/<webhook id>/path`.
 * @param webhookId the node's webhook id; without one (a workflow made by hand) the whole path
 *   counts as the webhook's own
 */
export function addressOf(url: string, webhookId: string | undefined, isTest: boolean): Address {
	const { host, pathname } = new URL(url);
	const at = webhookId === undefined ? -1 : pathname.indexOf(`/${webhookId}`);
	if (at < 0) return { host, prefix: '', endpoint: '', path: pathname, isTest };
	return { host, ...splitEndpoint(pathname.slice(0, at)), path: pathname.slice(at), isTest };
}

/**
 * Whose a URL found at the vendor is. Apart from the mark of a test run the query does not
 * count: it carries our hints.
 * @param found a URL as the vendor lists it; one that cannot be read is a stranger's
 * @param own the node's address now
 */
export function ownershipOf(found: string, own: Address): Ownership {
	if (!URL.canParse(found)) return 'stranger';
	const { host, pathname, searchParams } = new URL(found);
	if (!pathname.endsWith(own.path)) return 'stranger';
	const { prefix, endpoint } = splitEndpoint(pathname.slice(0, -own.path.length));
	if (host !== own.host || prefix !== own.prefix) return 'earlier';
	if (endpoint === own.endpoint) return 'ours';
	const [name, value] = TEST_MARK;
	if (searchParams.get(name) === value) return 'ours';
	return own.isTest ? 'production' : 'earlier';
}

function splitEndpoint(before: string): { prefix: string; endpoint: string } {
	const cut = before.lastIndexOf('/');
	return { prefix: before.slice(0, Math.max(cut, 0)), endpoint: before.slice(cut + 1) };
}

const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa)$|^[^.]+$/;
const V4 = /^\d+(\.\d+){3}$/;
const PRIVATE_V4 =
	/^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
const PRIVATE_V6 = /^\[(::1?|::ffff:.*|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/;

/**
 * Whether a host cannot be reached from outside.
 * @param hostname as a parsed `URL` has it: lower case, IPv4 in four parts, IPv6 in brackets
 */
export function isPrivateHost(hostname: string): boolean {
	if (hostname.startsWith('[')) return PRIVATE_V6.test(hostname);
	if (V4.test(hostname)) return PRIVATE_V4.test(hostname);
	return PRIVATE_NAME.test(hostname.replace(/\.$/, ''));
}

/** Whether a host is this very machine. */
export function isThisMachine(hostname: string): boolean {
	return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
