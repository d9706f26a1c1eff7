# The server aborts; its window is the socket's own, shifted as agreed.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46 window 502
+0      C > S  SYN wscale 7
+26ms   S > C  SYN-ACK wscale 7 window 64240
+0.1ms  C > S  ACK
+1ms    C > S  data 500
+27ms   S > C  ACK
+1ms    S > C  RST-ACK                         @reset
expect @reset origin server silent window
