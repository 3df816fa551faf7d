/** A request as a question asks for it. */
export interface Call {
	/** Default GET. */
	readonly method?: 'GET' | 'POST';
	/** Below the base URL, with names in place of ids: `/people/{id}/lifecycle`. */
	readonly path: string;
	/** What stands in place of the names. Is printed nowhere. */
	readonly ids?: Readonly<Record<string, string>>;
	readonly query?: Readonly<Record<string, string>>;
	/** Sent as JSON. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	/** The permission that the credential needs for it, in the vendor's words. */
	readonly needs: string;
}

/** A call that the guard does not let out. */
export class NotReadOnly extends Error {}

/** The only requests besides GET that may leave. None of them changes anything at the vendor. */
export interface ReadOnlyPosts {
	/** Paths of searches that take their filter in the body, and of the sign-in. */
	readonly readOnlyPosts: readonly string[];
}

/**
 * The address and method of a call.
 * @throws NotReadOnly for anything that could write, or that would lead somewhere else
 */
export function requestOf(
	{ readOnlyPosts }: ReadOnlyPosts,
	baseUrl: string,
	call: Call,
): { method: 'GET' | 'POST'; url: URL } {
	const method: string = call.method ?? 'GET';
	if (method !== 'GET' && !(method === 'POST' && readOnlyPosts.includes(call.path))) {
		throw new NotReadOnly('This script sends nothing but requests that only read.');
	}
	if (method === 'GET' && call.body !== undefined) {
		throw new NotReadOnly('A request that only reads has no body here.');
	}
	const base = new URL(baseUrl);
	const basePath = base.pathname.replace(/\/+$/, '');
	const path = call.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
		const id = encodeURIComponent(call.ids?.[name] ?? '');
		if (id === '' || /^\.+$/.test(id)) throw new NotReadOnly('An id cannot be part of an address.');
		return id;
	});
	const url = new URL(`${basePath}${path}`, base);
	for (const [name, value] of Object.entries(call.query ?? {}))
		url.searchParams.append(name, value);
	if (url.origin !== base.origin || url.pathname !== `${basePath}${path}`) {
		throw new NotReadOnly('The address is not below that of the API.');
	}
	return { method, url };
}

/** The call as it is printed: without ids, and without what its parameters hold. */
export function shown({ method = 'GET', path, query = {}, headers = {} }: Call): string {
	const names = [...Object.keys(query), ...Object.keys(headers)];
	return `${method} ${path}${names.length === 0 ? '' : ` (${names.join(', ')})`}`;
}
