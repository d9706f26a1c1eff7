# The server's FIN overtakes its last data on the way: same distance, an ordinary close.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+27ms   S > C  FIN seq +900                 @b
+0.05ms S > C  data 900 seq =end of @b -901
+0.1ms  C > S  ACK
+26ms   C > S  FIN
+26ms   S > C  ACK
expect no kind injected-fin no kind injected-response no finding above info
