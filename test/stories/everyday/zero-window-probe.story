# The client's window is full for minutes; the server's probes are answered, and it opens again.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 1400
+0.1ms  C > S  ACK window 0
+5s     S > C  KEEPALIVE
+0.1ms  C > S  ACK window 0
+10s    S > C  KEEPALIVE
+0.1ms  C > S  ACK window 0
+20s    S > C  KEEPALIVE
+0.1ms  C > S  ACK
+26ms   S > C  data 1400
+0.1ms  C > S  ACK
expect no finding above info
