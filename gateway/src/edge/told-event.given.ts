/** The JSON of the first event of a stream of server-sent events, once all of it has come. */
export async function toldEvent(response: Response): Promise<unknown> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const event = /^data: (.+)\n\n/m.exec(text)?.[1];
    if (event !== undefined) {
      return JSON.parse(event);
    }
    const read = await reader?.read();
    if (read === undefined || read.done) {
      throw new Error(`The stream ended before an event: ${text}`);
    }
    text += read.value;
  }
}
