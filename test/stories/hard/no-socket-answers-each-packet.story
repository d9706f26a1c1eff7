# A host that forgot the connection resets the bare ACK and the ClientHello behind it, one by one.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK                             @ack
+4ms    C > S  HELLO www.example.com           @hello
+22ms   S > C  RST                             @first
+4ms    S > C  RST                             @second
expect @first origin server trigger @ack silent content-met
expect @second origin server trigger @hello silent content-met
