import { digestOf } from '../model/digestOf';
import type { NodeIdentity } from '../parameter';

/** Who owns a registered URL, seen from one node. */
export type Ownership =
	/** This node's URL: where it receives now, or left over from its test run. */
	| 'ours'
	/** This node's production address, seen from its test run. */
	| 'production'
	/**
	 * This node's URL at another address: where this n8n was reached before, or where a copy of this
	 * n8n runs.
	 */
	| 'earlier'
	/**
	 * Made by another workflow or node of this n8n with the same webhook id: a copy of this one, or
	 * the original that this one was copied from.
	 */
	| 'copy'
	/** Made by another workflow or node of this n8n. */
	| 'sibling'
	/** Somebody else's. */
	| 'stranger';

/** The parts of the URL where a node receives, and the mark of the node. */
export interface Address {
	readonly host: string;
	/** The path prefix of n8n, such as `/n8n`; empty if n8n is at the root of its host. */
	readonly prefix: string;
	/** n8n's endpoint, such as `webhook` or `webhook-test`; both are configurable. */
	readonly endpoint: string;
	/**
	 * The webhook's own path. It does not identify the owner: n8n keeps the path in a copy that was
	 * imported or pasted.
	 */
	readonly path: string;
	/** Names the node, see {@link markOf}. */
	readonly mark: string;
	/** Whether it is known to be the address of a test run. */
	readonly isTest: boolean;
}

/** The query parameter of each registered URL that says which node made it. */
const NODE_MARK = 'node';

/**
 * The query parameter that says which workflow made the URL, for the schedule trigger beside the node.
 */
const WORKFLOW_MARK = 'workflow';

/** Marks the URL of a test registration: n8n's endpoint for tests has no fixed name. */
const TEST_MARK = ['mode', 'test'] as const;

/**
 * Identifies a node of a workflow, so that the node's webhooks can be distinguished from all
 * others. The mark stays the same when names, keys or credentials change, and reveals none of them.
 * @returns 12 characters, safe in a URL
 */
export function markOf({ workflowId, nodeId }: NodeIdentity): string {
	return shortDigestOf([workflowId, nodeId]);
}

const MARK_LENGTH = 12;

function shortDigestOf(ids: readonly string[]): string {
	return digestOf(ids).slice(0, MARK_LENGTH);
}

/**
 * The URL to register for a node. Its query says which node of which workflow made it, and whether it
 * is for a test run.
 */
export function markedUrl(url: string, node: NodeIdentity): string {
	const target = new URL(url);
	target.searchParams.set(NODE_MARK, markOf(node));
	target.searchParams.set(WORKFLOW_MARK, shortDigestOf([node.workflowId]));
	if (node.mode === 'test') target.searchParams.set(...TEST_MARK);
	return target.href;
}

/**
 * Whether a delivery came to a URL that another node has registered, for example after a copy.
 * @param query the query of the URL that the delivery came to
 */
export function isMarkedForAnother(
	query: Readonly<Record<string, unknown>>,
	node: NodeIdentity,
): boolean {
	const mark = query[NODE_MARK];
	return mark !== undefined && mark !== markOf(node);
}

/**
 * Whether a published trigger of a workflow has made a URL that the vendor lists. It does not matter
 * which trigger, nor at which address of n8n.
 */
export function isMadeByWorkflow(url: string, workflowId: string): boolean {
	if (!URL.canParse(url)) return false;
	const { searchParams } = new URL(url);
	const [name, value] = TEST_MARK;
	const isTest = searchParams.get(name) === value;
	return !isTest && searchParams.get(WORKFLOW_MARK) === shortDigestOf([workflowId]);
}

/** The mark of the node that has made a URL; null if it carries none. See {@link markOf}. */
export function nodeMarkIn(url: string): string | null {
	return URL.canParse(url) ? new URL(url).searchParams.get(NODE_MARK) : null;
}

/**
 * Splits a node's webhook URL: `https://host/prefix/endpoint/<webhook id>/path`.
 * @param webhookId the node's webhook id; without one n8n puts the workflow's id into the path
 */
export function addressOf(url: string, webhookId: string | undefined, node: NodeIdentity): Address {
	const { host, pathname } = new URL(url);
	const at = Math.max(pathname.indexOf(`/${webhookId ?? node.workflowId}/`), 0);
	return {
		host,
		...splitEndpoint(pathname.slice(0, at)),
		path: pathname.slice(at),
		mark: markOf(node),
		isTest: node.mode === 'test',
	};
}

/**
 * Who owns a URL found at the vendor. The mark says which node made it. Host, prefix, endpoint and
 * path say for which address the node made it.
 * @param found a URL as the vendor lists it; a URL that cannot be parsed counts as a stranger's
 * @param own the address where the node receives now
 */
export function ownershipOf(found: string, own: Address): Ownership {
	if (!URL.canParse(found)) return 'stranger';
	const { host, pathname, searchParams } = new URL(found);
	const isThisN8n = host === own.host && pathname.startsWith(`${own.prefix}/`);
	const hasPath = pathname.endsWith(own.path);
	const place = splitEndpoint(hasPath ? pathname.slice(0, -own.path.length) : '');
	const isThisPath = isThisN8n && hasPath && place.prefix === own.prefix;
	const isHere = isThisPath
		? place.endpoint === own.endpoint
		: isThisN8n && own.endpoint !== '' && pathname.startsWith(`${own.prefix}/${own.endpoint}/`);
	const mark = searchParams.get(NODE_MARK);
	if (mark !== own.mark) {
		if (isThisPath) return 'copy';
		return isHere || (isThisN8n && mark !== null) ? 'sibling' : 'stranger';
	}
	const [name, value] = TEST_MARK;
	if (isHere || (isThisPath && searchParams.get(name) === value)) return 'ours';
	return isThisPath && own.isTest ? 'production' : 'earlier';
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
