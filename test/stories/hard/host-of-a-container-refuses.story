# One port leads to a container, one hop behind the host; the host's own kernel refuses the others, nearer and sooner.
# A filter in front of the host would look the same: one hop less is shown as a weak sign, and decides nothing.
client 10.0.0.2:50123 ttl 61
server 203.0.113.9:80 ttl 63 rst-ttl 64
+0      C > S  SYN
+2ms    S > C  SYN-ACK
+9ms    C > S  ACK
+1ms    C > S  data 60
+2ms    S > C  data 300
+9ms    C > S  ACK
+9ms    C > S  FIN
+2ms    S > C  FIN
+9ms    C > S  ACK
connection 2
client 10.0.0.2:50124
server 203.0.113.9:443
+1s     C > S  SYN
+0.1ms  S > C  RST-ACK ttl 64               @reset
expect @reset origin server cause port-closed silent timing accusing ttl-shift
