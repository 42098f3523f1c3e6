/** A mail server for tests: takes whatever comes over SMTP and keeps it. */

import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

export interface ReceivedMail {
  from: string;
  to: string;
  /** headers and body, quoted-printable undone */
  text: string;
}

export interface SmtpServer {
  url: string;
  mails: ReceivedMail[];
  close(): Promise<void>;
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const server = createServer((socket) => talk(socket, (mail) => mails.push(mail)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function talk(socket: Socket, keep: (mail: ReceivedMail) => void): void {
  let mail = { from: "", to: "" };
  let isData = false;
  let waiting = "";
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    const address = /<(.*?)>/.exec(line)?.[1] ?? "";
    if (verb === "MAIL") mail = { ...mail, from: address };
    if (verb === "RCPT") mail = { ...mail, to: address };
    isData = verb === "DATA";
    if (verb === "QUIT") socket.end("221 bye\r\n");
    else say(isData ? "354 go on" : "250 fine");
  };
  socket.setEncoding("utf8").on("error", () => {});
  socket.on("data", (chunk: string) => {
    waiting += chunk;
    for (;;) {
      const end = isData ? "\r\n.\r\n" : "\r\n";
      const at = waiting.indexOf(end);
      if (at < 0) return;
      const text = waiting.slice(0, at);
      waiting = waiting.slice(at + end.length);
      if (!isData) hear(text);
      else {
        isData = false;
        keep({ ...mail, text: decode(text) });
        say("250 taken");
      }
    }
  });
  say("220 test");
}

function decode(text: string): string {
  return text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
