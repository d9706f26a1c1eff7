# Two connections to the backend carry the same request: which of them belongs to this one cannot be said.
ipv4-only: the backend counts its IP IDs, and that is what clears it
server 203.0.113.9:80 ttl 54
second hops 10 delay 10
+0      C > S  SYN                     here
+20ms   S > C  SYN-ACK                 here
+0.1ms  C > S  ACK                     here
+1ms    C > S  GET /a/path host www.example.com here
connection 2
client 10.0.0.9:41000 ttl 60 id counter 30000
server 192.168.7.10:80 ttl 64 id counter 50000
+5ms    C > S  SYN                     there
+0.1ms  S > C  SYN-ACK                 there
+20ms   C > S  ACK                     there
+1ms    C > S  GET /a/path host backend.internal there
+5ms    S > C  RST-ACK                 there @backend
connection 3
client 10.0.0.9:41001 ttl 60 id counter 33000
+5ms    C > S  SYN                     there
+0.1ms  S > C  SYN-ACK                 there
+20ms   C > S  ACK                     there
+1ms    C > S  GET /a/path host backend.internal there
+5ms    S > C  RST-ACK                 there
connection 1
+40ms   S > C  RST-ACK                 here @proxy
+1s     end
expect @proxy leg undefined undefined
expect there @backend leg undefined undefined
