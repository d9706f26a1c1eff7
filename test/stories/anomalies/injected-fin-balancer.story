# A server behind a balancer closes, and the balancer, which opened the connection from nearer, sends what was left.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 52 id zero
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+27ms   S > C  RESPONSE 200 length 900 ttl 46
+0.1ms  C > S  ACK
+5ms    S > C  data 400 ttl 46
+0.1ms  C > S  ACK
+5ms    S > C  FIN ttl 46                   @fin
+0.1ms  C > S  ACK
+30ms   S > C  data 100
+0.1ms  C > S  ACK
expect kind injected-fin origin unknown severity warn
expect @fin clearing ttl-shift not-accusing foreknowledge
