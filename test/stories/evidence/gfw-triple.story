# Three resets with one IP ID, hop limits that count on and a window tied to them.
ipv4-only: rests on the IP ID
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 85 id constant 1536
+0      C > S  SYN
+180ms  S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example        @hello
+16ms   M > C  RST-ACK ttl 85 window 1460   @one
+0.1ms  M > C  RST-ACK ttl 86 window 1461   @two
+0.1ms  M > C  RST-ACK ttl 87 window 1462   @three
+165ms  S > C  SERVERHELLO 1200
expect @one origin middlebox cause blocked-sni trigger client-hello @hello effect closed severity error
expect @one accusing counted-fields ttl-variation ttl-shift foreknowledge life-after-reset
expect @one silent sequence-ladder shared-counter ip-id-copy
