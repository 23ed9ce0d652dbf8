/** AWS Signature Version 4: method, path, query, headers and body are signed, anew for each attempt. */

import type { Credential, Outgoing } from '../../src/runtime/index.ts'; // in your project: 'breakwater'

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SigV4Options {
  readonly region: string;
  readonly service: string;
  /** Asked for each signature: a provider of keys knows when they expire. */
  readonly keys: () => AwsKeys | Promise<AwsKeys>;
}

export function sigV4({ region, service, keys }: SigV4Options): Credential<'custom'> {
  return {
    kind: 'custom',
    open: ({ clock }) => ({
      // Whose answers these are, which outlives any pair of keys.
      principal: () => `${service} ${region}`,
      sign: async (outgoing) => {
        const { accessKeyId, secretAccessKey, sessionToken } = await keys();
        const time = `${new Date(clock.wall()).toISOString().replace(/[-:]|\.\d+/g, '')}`;
        const scope = [time.slice(0, 8), region, service, 'aws4_request'];
        const { headers } = outgoing;
        const digest = await digestOf(outgoing);
        headers.set('x-amz-date', time);
        if (digest === unsigned) headers.set('x-amz-content-sha256', digest);
        if (sessionToken !== undefined) headers.set('x-amz-security-token', sessionToken);
        const fields = signedFields(outgoing);
        const names = fields.map(([name]) => name).join(';');
        const request = await canonical(outgoing, fields, names, digest);
        const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), request].join('\n');
        let key: Uint8Array<ArrayBuffer> = bytes(`AWS4${secretAccessKey}`);
        for (const part of scope) key = await hmac(key, part);
        const credential = `${accessKeyId}/${scope.join('/')}`;
        const signature = hex(await hmac(key, text));
        headers.set(
          'authorization',
          `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
        );
        return outgoing;
      },
    }),
  };
}

const unsigned = 'UNSIGNED-PAYLOAD';

/** A stream is spent by reading it; a form of the platform gets its boundary only when it is sent. */
async function digestOf({ body }: Outgoing): Promise<string> {
  if (body && (!body.isReplayable || body.content instanceof FormData)) return unsigned;
  return sha256(new Uint8Array(await new Response(body?.content ?? '').arrayBuffer()));
}

/** Of what is sent, what nobody on the way changes. */
function signedFields({ url, headers }: Outgoing): [string, string][] {
  const isKept = (name: string): boolean => name === 'content-type' || name.startsWith('x-amz-');
  const kept = [...headers].filter(([name]) => isKept(name.toLowerCase()));
  const fields = kept.map(([name, value]): [string, string] => [
    name.toLowerCase(),
    value.trim().replace(/ +/g, ' '),
  ]);
  return [...fields, ['host', new URL(url).host] as [string, string]].sort(byName);
}

async function canonical(
  { method, url }: Outgoing,
  fields: readonly (readonly [string, string])[],
  names: string,
  digest: string,
): Promise<string> {
  const { pathname, searchParams } = new URL(url);
  const query = [...searchParams].map((pair): [string, string] => [encoded(pair[0]), encoded(pair[1])]);
  const lines = [
    method,
    // Every service but S3 encodes what is encoded already.
    pathname.split('/').map(encoded).join('/'),
    query
      .sort(byName)
      .map((pair) => pair.join('='))
      .join('&'),
    ...fields.map((field) => field.join(':')),
    '',
    names,
    digest,
  ];
  return sha256(bytes(lines.join('\n')));
}

function byName(one: readonly [string, string], other: readonly [string, string]): number {
  const [first, second] = [one.join('='), other.join('=')];
  return first < second ? -1 : Number(first > second);
}

/** RFC 3986 §2.3: all but the unreserved. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

async function hmac(secret: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)));
}

async function sha256(data: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', data)));
}

function hex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
