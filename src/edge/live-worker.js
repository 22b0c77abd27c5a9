// One event stream for all tabs of a browser, which grants a server six connections in all: the seventh tab would wait for ever.
// Tabs say which version they show; what they missed they hear from the server itself.
const ports = new Set();
let source, last;
const open = () => {
  source = new EventSource("events?since=" + encodeURIComponent(last));
  source.onmessage = event => {
    const news = JSON.parse(event.data);
    last = news.version;
    for (const port of ports) port.postMessage(news);
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) { source = null; setTimeout(() => source || open(), 1000); }
  };
};
onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    if (data.bye) { ports.delete(port); return; }
    ports.add(port);
    if (!source) { last = data.since; open(); return; }
    // A tab that shows another version than the stream has told of asks for what it missed by itself.
    fetch("missed?since=" + encodeURIComponent(data.since)).then(answer => answer.json()).then(news => port.postMessage(news)).catch(() => {});
  };
  port.start();
};
